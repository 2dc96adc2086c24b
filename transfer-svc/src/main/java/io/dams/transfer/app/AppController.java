package io.dams.transfer.app;

import io.dams.platform.identity.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Partner apps, for operators. */
@RestController
@RequestMapping("/ops/transfer-apps")
class AppController {

  private static final int MAX_LIMIT = 200;

  private final Apps apps;
  private final AppSecrets secrets;

  AppController(Apps apps, AppSecrets secrets) {
    this.apps = apps;
    this.secrets = secrets;
  }

  /** Creates an app. 409 keyname-taken; 422 terms-contradict, url-refused. */
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  AppAnswer create(@Valid @RequestBody AppTerms terms, Caller caller) {
    return AppAnswer.of(apps.create(terms, caller.name()));
  }

  /** Apps in the order of their ids. */
  @GetMapping
  AppPage list(
      @RequestParam(defaultValue = "0") int after, @RequestParam(defaultValue = "50") int limit) {
    int bound = Math.clamp(limit, 1, MAX_LIMIT);
    List<AppAnswer> items = apps.list(after, bound).stream().map(AppAnswer::of).toList();
    return new AppPage(items, items.size() < bound ? null : items.getLast().id());
  }

  /** One app. */
  @GetMapping("/{id}")
  AppAnswer get(@PathVariable int id) {
    return AppAnswer.of(apps.get(id));
  }

  /** Changes what may change: addresses at once, all else from the next order on. */
  @PutMapping("/{id}")
  AppAnswer change(@PathVariable int id, @Valid @RequestBody AppTerms terms, Caller caller) {
    return AppAnswer.of(apps.change(id, terms, caller.name()));
  }

  /** Opens and closes it for new orders. */
  @PutMapping("/{id}/switches")
  AppAnswer switches(@PathVariable int id, @RequestBody AppSwitches switches, Caller caller) {
    return AppAnswer.of(
        apps.switches(
            id,
            switches.transferInEnabled(),
            switches.transferOutEnabled(),
            switches.enabled(),
            caller.name()));
  }

  /** Deletes it; its orders go on and stay. */
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable int id, Caller caller) {
    apps.delete(id, caller.name());
  }

  /** Makes a new secret and shows it this once. */
  @PostMapping("/{id}/secrets")
  @ResponseStatus(HttpStatus.CREATED)
  SecretAnswer rotate(
      @PathVariable int id, @Valid @RequestBody SecretRequest request, Caller caller) {
    AppSecret secret =
        secrets.rotate(
            id, request.purpose(), Duration.ofMinutes(request.overlapMinutes()), caller.name());
    return new SecretAnswer(secret.keyId(), secret.purpose(), secret.text());
  }

  /** A page. {@code next} is the {@code after} of the next one; null at the end. */
  record AppPage(List<AppAnswer> items, @Nullable Integer next) {}

  /** What is open. */
  record AppSwitches(boolean transferInEnabled, boolean transferOutEnabled, boolean enabled) {}

  /** An app. */
  record AppAnswer(
      int id,
      AppTerms terms,
      @Nullable Instant callbackGoneAt,
      Instant createdAt,
      Instant updatedAt,
      @Nullable Instant deletedAt) {

    static AppAnswer of(PartnerApp app) {
      return new AppAnswer(
          app.id(),
          app.terms(),
          app.callbackGoneAt(),
          app.createdAt(),
          app.updatedAt(),
          app.deletedAt());
    }
  }

  /**
   * Asks for a new secret.
   *
   * @param overlapMinutes for how long the former ones stay valid
   */
  record SecretRequest(@NotNull SecretPurpose purpose, @Min(0) @Max(43_200) int overlapMinutes) {}

  /** A new secret. */
  record SecretAnswer(String keyId, SecretPurpose purpose, String secret) {

    @Override
    public String toString() {
      return "SecretAnswer[" + keyId + "]";
    }
  }
}
