package io.dams.frontoffice.push;

import io.dams.frontoffice.device.Language;
import java.text.MessageFormat;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** The texts of messages: {@code push/texts.properties}, and that of each further language. */
final class PushTexts {

  private static final Control OURS_ONLY = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

  private PushTexts() {}

  /** The title and body of a message in a language. */
  record Text(String title, String body) {}

  /** A template or reason that is not known here has a text that says less. */
  static Text of(String template, String reason, Language language) {
    ResourceBundle texts = ResourceBundle.getBundle("push/texts", language.locale(), OURS_ONLY);
    String known = texts.containsKey(template + ".title") ? template : "OTHER";
    String why = texts.containsKey("reason." + reason) ? reason : "OTHER";
    return new Text(
        texts.getString(known + ".title"),
        MessageFormat.format(texts.getString(known + ".body"), texts.getString("reason." + why)));
  }
}
