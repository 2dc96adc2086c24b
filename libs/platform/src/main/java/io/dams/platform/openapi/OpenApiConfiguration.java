package io.dams.platform.openapi;

import io.dams.platform.identity.Caller;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** Documents problem answers once, and leaves out the caller that a token proves. */
@AutoConfiguration(
    beforeName = "org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration")
@ConditionalOnClass({SpringDocUtils.class, OpenAPI.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class OpenApiConfiguration {

  private static final String PROBLEM = "Problem";

  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
  }

  /** The frame of the document; a service may give its own. */
  @Bean
  @ConditionalOnMissingBean
  OpenAPI openApi(@Value("${spring.application.name}") String service) {
    return new OpenAPI()
        .info(new Info().title(service).version("v1"))
        .components(new Components().addSchemas(PROBLEM, problem()));
  }

  /** Every operation may answer with a problem. */
  @Bean
  GlobalOperationCustomizer problemAnswers() {
    return (operation, _) -> {
      MediaType body = new MediaType().schema(new Schema<>().$ref(PROBLEM));
      operation
          .getResponses()
          .setDefault(
              new ApiResponse()
                  .description("A problem (RFC 9457)")
                  .content(new Content().addMediaType("application/problem+json", body)));
      return operation;
    };
  }

  private static Schema<?> problem() {
    return new ObjectSchema()
        .addProperty("type", new StringSchema().description("urn:dams:problem:<code>"))
        .addProperty("title", new StringSchema())
        .addProperty("status", new IntegerSchema())
        .addProperty("detail", new StringSchema())
        .addProperty("code", new StringSchema().description("stable, kebab-case"))
        .addProperty("traceId", new StringSchema())
        .addProperty("field", new StringSchema().description("what of the request is wrong"))
        .addProperty("rule", new StringSchema().description("which rule it breaks"));
  }
}
