"""The web channel: the page, the widget's files and the requests they make."""
