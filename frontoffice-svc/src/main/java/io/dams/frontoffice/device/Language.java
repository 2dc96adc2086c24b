package io.dams.frontoffice.device;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** In which language a device is told. */
public enum Language {
  @JsonProperty("zh")
  ZH(Locale.SIMPLIFIED_CHINESE),
  @JsonProperty("en")
  EN(Locale.ENGLISH);

  private final Locale locale;

  Language(Locale locale) {
    this.locale = locale;
  }

  /** The locale of its texts. */
  public Locale locale() {
    return locale;
  }
}
