package io.dams.transfer.order;

import org.apache.ibatis.type.TypeHandlerRegistry;
import org.mybatis.spring.boot.autoconfigure.ConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OrderConfiguration {

  @Bean
  ConfigurationCustomizer orderTypeHandlers() {
    return configuration -> {
      TypeHandlerRegistry handlers = configuration.getTypeHandlerRegistry();
      handlers.register(
          OrderStatus.class, new CodeTypeHandler<>(OrderStatus.values(), OrderStatus::code));
      handlers.register(
          TransferType.class, new CodeTypeHandler<>(TransferType.values(), TransferType::code));
    };
  }
}
