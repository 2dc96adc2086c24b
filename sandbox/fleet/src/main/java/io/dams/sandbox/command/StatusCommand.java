package io.dams.sandbox.command;

import io.dams.sandbox.FleetCommand;
import io.dams.sandbox.FleetProcess;
import io.dams.sandbox.FleetProcess.State;
import io.dams.sandbox.Installation;
import io.dams.sandbox.Service;
import io.dams.sandbox.supervisor.HttpProbe;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Locale;

/** Asks every process whether it is ready. */
public final class StatusCommand implements FleetCommand {

  private static final int TIMEOUT_MILLIS = 1_000;

  @Override
  public String name() {
    return "status";
  }

  @Override
  public String summary() {
    return "Each process: state, pid, port, memory; exit code 0 only when everything is ready";
  }

  @Override
  public String help() {
    return """
    usage: ./fleet status

    Asks each service for its readiness and connects to each server, and prints state, process
    id, port and resident memory of each process, and the sum of the memory. Pages that
    processes share are counted for each of them.

    Exit code 0: everything is ready. 1: something is not, or is left out. 2: not up.
    """;
  }

  @Override
  public int run(Installation fleet, List<String> arguments) {
    var supervisor = fleet.supervisor();
    var processes = supervisor.processes();
    System.out.printf("%-12s %-9s %8s %6s %8s  %s%n", "process", "state", "pid", "port", "MB", "");
    var ready = true;
    var total = 0L;
    try (var probe = new HttpProbe()) {
      for (var process : processes) {
        var state = state(fleet, process, probe);
        var kilobytes = ResidentMemory.kilobytes(process.pid());
        ready &= state.equals("ready");
        total += kilobytes;
        print(process.name(), state, process.pid(), process.port(), kilobytes, process.note());
      }
    }
    var own = supervisor.process().map(ProcessHandle::pid).orElse(0L);
    var kilobytes = ResidentMemory.kilobytes(own);
    print("supervisor", "ready", own, 0, kilobytes, "");
    System.out.printf("total memory: %,d MB%n", (total + kilobytes) / 1024);
    return ready ? 0 : 1;
  }

  private static void print(
      String name, String state, long pid, int port, long kilobytes, String note) {
    System.out.printf(
        "%-12s %-9s %8s %6s %8s  %s%n",
        name,
        state,
        pid == 0 ? "-" : Long.toString(pid),
        port == 0 ? "-" : Integer.toString(port),
        pid == 0 ? "-" : Long.toString(kilobytes / 1024),
        note);
  }

  private static String state(Installation fleet, FleetProcess process, HttpProbe probe) {
    if (process.state() != State.RUNNING) {
      return process.state().name().toLowerCase(Locale.ROOT);
    }
    return answers(fleet, process, probe) ? "ready" : "not ready";
  }

  private static boolean answers(Installation fleet, FleetProcess process, HttpProbe probe) {
    try {
      if (Service.named(process.name()).isPresent()) {
        var management = fleet.management(process.name());
        return probe.ok(management.resolve("/actuator/health/readiness"));
      }
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress("127.0.0.1", process.port()), TIMEOUT_MILLIS);
        return true;
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } catch (Exception notReady) {
      // That it does not answer is what we wanted to know; its log says why.
      return false;
    }
  }
}
