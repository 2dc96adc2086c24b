package io.dams.sandbox.supervisor;

import io.dams.sandbox.Installation;
import io.dams.sandbox.process.ChildProcess;
import io.dams.sandbox.process.ProcessFailedException;
import io.dams.sandbox.process.ProcessPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the services' AOT caches (JEP 483, JEP 514) one after the other and at the lowest priority,
 * while the fleet is up: the next start is then several times cheaper. The trained context is
 * refreshed and ends before its listeners and workers start, so that it does nobody's work.
 */
final class AotTraining {

  private static final Duration TRAIN_WITHIN = Duration.ofMinutes(5);

  private final Installation fleet;
  private volatile boolean over;
  private volatile @Nullable ChildProcess training;

  AotTraining(Installation fleet) {
    this.fleet = fleet;
  }

  /** Makes the image's cache, unless it has one or could not get one before. */
  void train(AppImage image) {
    try {
      if (!over && !image.isTrained() && !Files.exists(untrainable(image))) {
        run(image);
      }
    } catch (ProcessFailedException | UncheckedIOException failure) {
      System.out.println("no AOT cache for " + image.folder() + ": " + failure.getMessage());
    }
  }

  /** Ends the training that goes on, if one does; its cache is made next time. */
  void stop() {
    over = true;
    var running = training;
    if (running != null) {
      running.kill();
    }
  }

  private void run(AppImage image) {
    var service = image.service();
    var half = image.folder().resolve("app.half.aot");
    var settings = fleet.config().resolve(service.module() + ".yaml");
    var command = new ArrayList<>(List.of("nice", "-n", "19"));
    var flags = List.of("-XX:AOTCacheOutput=" + half, "-Dspring.context.exit=onRefresh");
    command.addAll(ServiceUnit.command(image, flags, settings));
    var log = fleet.logs().resolve("training.log");
    var plan =
        new ProcessPlan(
            "training of " + service.module(),
            command,
            Map.of(),
            fleet.root(),
            log,
            Duration.ofSeconds(2));
    var process = ChildProcess.start(plan);
    training = process;
    try {
      var code = process.awaitEnd(TRAIN_WITHIN);
      if (over) {
        return;
      }
      if (code == 0 && Files.exists(half)) {
        Files.move(half, image.aotCache());
        System.out.println("AOT cache made for " + service.module());
      } else {
        Files.createFile(untrainable(image));
        System.out.printf("no AOT cache for %s (exit %d): %s%n", service.module(), code, log);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      training = null;
    }
  }

  private static Path untrainable(AppImage image) {
    return image.folder().resolve("untrainable");
  }
}
