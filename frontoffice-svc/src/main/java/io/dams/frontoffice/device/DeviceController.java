package io.dams.frontoffice.device;

import io.dams.frontoffice.session.SignedIn;
import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The device of one's own session, which is told of the results of one's orders. */
@RestController
@RequestMapping("/v1/device")
class DeviceController {

  private final Devices devices;

  DeviceController(Devices devices) {
    this.devices = devices;
  }

  /**
   * Registers this session's device, or replaces it: an app says so at each start, and when its
   * push service gave it another token. It is told until the session ends.
   */
  @PutMapping
  DeviceView putDevice(SignedIn who, @Valid @RequestBody DeviceRequest request) {
    if (!request.platform().allows(request.token())) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST,
          "token: not one of " + request.platform(),
          Map.of("field", "token", "rule", "a token of " + request.platform()));
    }
    Language language = request.language() == null ? Language.ZH : request.language();
    if (!devices.register(
        who.session(), who.user(), request.platform(), request.token(), language)) {
      throw new ProblemException(CommonProblem.UNAUTHENTICATED, "the session has ended");
    }
    return device(who);
  }

  /** This session's device, without its token. */
  @GetMapping
  DeviceView device(SignedIn who) {
    Device device = devices.find(who.session());
    if (device == null) {
      throw new ProblemException(CommonProblem.NOT_FOUND, "this session has no device");
    }
    return new DeviceView(device.platform(), device.language(), device.registeredAt());
  }

  /** Removes this session's device: it is told nothing more. Nothing happens without one. */
  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void removeDevice(SignedIn who) {
    devices.remove(who.session());
  }

  /**
   * A device.
   *
   * @param token of APNs (hexadecimal) or FCM
   * @param language zh when left out
   */
  record DeviceRequest(
      @NotNull Platform platform,
      @NotNull @Size(max = 4000) String token,
      @Nullable Language language) {

    @Override
    public String toString() {
      return "DeviceRequest[" + platform + "]";
    }
  }

  /** A device as it is registered. */
  record DeviceView(Platform platform, Language language, Instant registeredAt) {}
}
