package io.dams.sandbox.supervisor;

import io.dams.sandbox.FleetProcess;
import io.dams.sandbox.Installation;
import io.dams.sandbox.Service;
import io.dams.sandbox.Supervision;
import io.dams.sandbox.process.ProcessIdentity;
import io.dams.sandbox.secret.PrivateFile;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/** The daemon behind {@code ./fleet}. Runs until SIGTERM; then services end first, servers last. */
public final class Supervisor implements ControlSocket.Requests {

  /** Services that start at the same time: a start is all CPU. */
  private static final int STARTS_AT_ONCE =
      Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 6);

  private final Installation fleet;
  private final Progress progress = new Progress();
  private final List<Supervised> servers = new ArrayList<>();
  private final List<Supervised> services = new ArrayList<>();
  private final List<ServiceUnit> serviceUnits = new ArrayList<>();
  private final AotTraining training;

  private Supervisor(Installation fleet, Set<String> without) {
    this.fleet = fleet;
    training = new AotTraining(fleet);
    new ServerUnits(fleet).all().forEach(unit -> servers.add(new Supervised(unit)));
    servers.add(new Supervised(new SimulatorUnit(fleet)));
    for (var service : Service.values()) {
      var unit = new ServiceUnit(fleet, service);
      var supervised = new Supervised(unit);
      serviceUnits.add(unit);
      services.add(supervised);
      if (!Files.exists(AppImage.built(fleet, service))) {
        supervised.leaveOut("not built");
      }
    }
    all().stream()
        .filter(one -> without.contains(one.name()))
        .forEach(one -> one.leaveOut("left out by --without"));
  }

  /**
   * The working directory is the repository. Arguments: the installation's home and port offset;
   * the process whose end is ours, or an empty word; names of processes to leave out.
   */
  public static void main(String[] arguments) throws Exception {
    var root = Path.of("").toAbsolutePath();
    var fleet = Installation.at(root, Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    var owner = ProcessIdentity.parse(arguments[2]);
    var without = Arrays.stream(arguments).skip(3).collect(Collectors.toSet());
    Files.createDirectories(fleet.run());
    var alone =
        FileChannel.open(
                fleet.run().resolve("supervisor.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)
            .tryLock();
    if (alone == null) {
      System.out.println("another supervisor runs");
      System.exit(1);
    }
    var supervisor = new Supervisor(fleet, without);
    Runtime.getRuntime().addShutdownHook(new Thread(supervisor::stopAll, "stop"));
    ControlSocket.open(fleet, supervisor);
    owner.ifPresent(Supervisor::endWith);
    var self = ProcessIdentity.of(ProcessHandle.current());
    PrivateFile.write(Supervision.identityFile(fleet), self.toString());
    var ready = supervisor.bringUp();
    if (ready && owner.isEmpty()) {
      Thread.ofPlatform().daemon().name("training").start(supervisor::train);
    }
    new CountDownLatch(1).await();
  }

  private static void endWith(ProcessIdentity owner) {
    var end = owner.handle().map(ProcessHandle::onExit);
    end.ifPresentOrElse(exit -> exit.thenRun(() -> System.exit(0)), () -> System.exit(0));
  }

  private boolean bringUp() {
    var ready = startAll(servers, servers.size());
    if (ready) {
      try {
        var world = new World(fleet);
        world.makeSchemas();
        world.makeTopics();
        progress.say("schemas, users and topics are there");
        ready = startAll(services, STARTS_AT_ONCE);
      } catch (RuntimeException failure) {
        progress.say("schemas or topics could not be made: " + failure.getMessage());
        ready = false;
      }
    }
    progress.end(ready);
    return ready;
  }

  private void train() {
    serviceUnits.stream()
        .map(ServiceUnit::image)
        .flatMap(Optional::stream)
        .forEach(training::train);
  }

  private boolean startAll(List<Supervised> units, int atOnce) {
    var permits = new Semaphore(atOnce);
    var starts = new ArrayList<Future<Boolean>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var unit : units) {
        starts.add(
            threads.submit(
                () -> {
                  permits.acquire();
                  try {
                    return startOne(unit);
                  } finally {
                    permits.release();
                  }
                }));
      }
      var ready = true;
      for (var start : starts) {
        ready &= start.get();
      }
      return ready;
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean startOne(Supervised unit) {
    if (unit.leftOut()) {
      progress.say("%-12s left out: %s".formatted(unit.name(), unit.look().note()));
      return true;
    }
    var since = System.nanoTime();
    try {
      unit.start();
      var seconds = (System.nanoTime() - since) / 1e9;
      progress.say("%-12s ready after %.1f s".formatted(unit.name(), seconds));
      return true;
    } catch (RuntimeException failure) {
      progress.say("%-12s FAILED: %s".formatted(unit.name(), failure.getMessage()));
      return false;
    }
  }

  private void stopAll() {
    training.stop();
    services.parallelStream().forEach(Supervised::stop);
    servers.parallelStream().forEach(Supervised::stop);
  }

  private List<Supervised> all() {
    var all = new ArrayList<>(servers);
    all.addAll(services);
    return all;
  }

  private Supervised named(String name) {
    return all().stream()
        .filter(one -> one.name().equals(name))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("there is no process '" + name + "'"));
  }

  @Override
  public void list(PrintStream answer) {
    all().stream().map(Supervised::look).map(FleetProcess::line).forEach(answer::println);
  }

  @Override
  public void start(String name) {
    named(name).start();
  }

  @Override
  public void stop(String name) {
    named(name).stop();
  }

  @Override
  public void follow(PrintStream answer) throws InterruptedException {
    progress.follow(answer::println);
  }
}
