package io.dams.platform.info;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ServiceInfoController {

  private final ServiceInfo info;

  ServiceInfoController(ServiceInfo info) {
    this.info = info;
  }

  @GetMapping(path = "/v1/service-info", produces = MediaType.APPLICATION_JSON_VALUE)
  ServiceInfo info() {
    return info;
  }
}
