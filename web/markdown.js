// Makes the chat component's Markdown safe. It escapes raw HTML by itself, but it lets a link go
// anywhere, javascript: addresses included, and loads any image.

function safeLinksOnly(markdown) {
  const rules = markdown.renderer.rules;
  const openLink = rules.link_open;
  rules.link_open = (tokens, index, ...rest) =>
    /^https?:/i.test(tokens[index].href)
      ? openLink(tokens, index, ...rest).replace("<a ", '<a rel="noopener noreferrer" ')
      : "<a>";
  rules.image = () => "";
}

// Where the component looks for plugins of its Markdown library, remarkable, when it is set up.
window.remarkable_plugins = [{ plugin: safeLinksOnly }];
