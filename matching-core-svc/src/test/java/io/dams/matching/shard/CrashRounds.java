package io.dams.matching.shard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How far a run of {@link CrashIT} has come; noted in a file, so that it can be broken off. */
final class CrashRounds {

  private static final Path FOLDER = Path.of("target", "crash-rounds");

  private final Path file;
  private final int kills;
  private final int killsOfARound;
  private int number;

  private CrashRounds(Path file, int kills, int killsOfARound, int number) {
    this.file = file;
    this.kills = kills;
    this.killsOfARound = killsOfARound;
    this.number = number;
  }

  /** A run with this seed: a new one, or where it was broken off. */
  static CrashRounds of(long seed, int kills, int killsOfARound) throws IOException {
    Path file = Files.createDirectories(FOLDER).resolve(seed + "-" + kills);
    int done = Files.exists(file) ? Integer.parseInt(Files.readString(file)) : 0;
    return new CrashRounds(file, kills, killsOfARound, done);
  }

  /** Whether there is a round to come. */
  boolean left() {
    return number * killsOfARound < kills;
  }

  /** The round to come, from 0. */
  int number() {
    return number;
  }

  /** The kills of the round to come. */
  int kills() {
    return Math.min(killsOfARound, kills - number * killsOfARound);
  }

  /** The round is over, and need not be repeated. */
  void finished() throws IOException {
    number++;
    Files.writeString(file, Integer.toString(number));
  }

  /** The run is over: with the same seed it begins anew. */
  void forget() throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public String toString() {
    return Math.min(kills, number * killsOfARound) + " of " + kills + " kills done";
  }
}
