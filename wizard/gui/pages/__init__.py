"""Widgets, one file a page. A page renders its view and reports what the person does as intents; it decides
nothing."""
