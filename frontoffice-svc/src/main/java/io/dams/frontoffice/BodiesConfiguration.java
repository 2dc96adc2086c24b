package io.dams.frontoffice;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Bodies of clients may have no field that we do not know: a misspelt {@code expiresAt} must not
 * become an order without an end. Messages and other services stay free to add fields.
 */
@Configuration(proxyBeanMethods = false)
class BodiesConfiguration implements WebMvcConfigurer {

  private final JsonMapper json;

  BodiesConfiguration(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
    builder.withJsonConverter(
        new JacksonJsonHttpMessageConverter(
            json.rebuild().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build()));
  }
}
