"""`python -m referat`."""

from referat.cli import main

if __name__ == "__main__":
    main()
