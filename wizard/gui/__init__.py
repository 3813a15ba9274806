"""The Qt wizard: a pure state machine (`flow`), pure pictures of its state (`views`), widgets that only render
them (`pages`), one worker thread a site (`worker`). Qt is imported here and nowhere else. `window.run` starts it.
"""
