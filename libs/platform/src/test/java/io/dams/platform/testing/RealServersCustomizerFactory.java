package io.dams.platform.testing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.support.TestPropertySourceUtils;

/** Gives the context of a test with {@link RealServers} the addresses of the servers. */
class RealServersCustomizerFactory implements ContextCustomizerFactory {

  @Override
  public @Nullable ContextCustomizer createContextCustomizer(
      Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
    RealServers annotation =
        AnnotatedElementUtils.findMergedAnnotation(testClass, RealServers.class);
    return annotation == null ? null : new Addresses(annotation.schema());
  }

  /** Equal for equal schemas, so that contexts are shared. */
  private record Addresses(String schema) implements ContextCustomizer {

    @Override
    public void customizeContext(
        ConfigurableApplicationContext context, MergedContextConfiguration merged) {
      TestPropertySourceUtils.addInlinedPropertiesToEnvironment(
          context, TestWorld.properties(schema).toArray(String[]::new));
    }
  }
}
