"""The archive in pictures: `referat report`. What is drawn and how the page looks are data files beside the modules."""
