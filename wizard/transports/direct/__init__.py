"""The direct hand: looks and acts in this process, on a folder or on the files of Windows."""
