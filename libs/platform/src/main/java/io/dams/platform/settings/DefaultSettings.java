package io.dams.platform.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ClassPathResource;

/**
 * Puts {@code dams-defaults.yaml} below every other source of properties. An import in a service's
 * own file would not do: what is imported overrides the file that imports it.
 */
public class DefaultSettings implements EnvironmentPostProcessor, Ordered {

  private static final String FILE = "dams-defaults.yaml";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    MutablePropertySources sources = environment.getPropertySources();
    if (sources.contains(FILE)) {
      return;
    }
    try {
      new YamlPropertySourceLoader()
          .load(FILE, new ClassPathResource(FILE))
          .forEach(sources::addLast);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int getOrder() {
    return ConfigDataEnvironmentPostProcessor.ORDER + 1;
  }
}
