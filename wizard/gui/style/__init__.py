"""How everything in the window looks: colours, type, outlines, icons."""
