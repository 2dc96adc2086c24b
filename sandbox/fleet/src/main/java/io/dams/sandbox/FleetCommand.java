package io.dams.sandbox;

import java.util.List;

/**
 * A command of {@code ./fleet}, found by {@link java.util.ServiceLoader}. What is for people goes
 * to standard output; a {@link CommandException} is for what they can put right.
 */
public interface FleetCommand {

  /** The word after {@code ./fleet}. */
  String name();

  /** One line for the list of commands. */
  String summary();

  /** The whole text of {@code --help}, options and exit codes included. */
  String help();

  /**
   * Does it, and returns the exit code: 0 only when everything is as it should be.
   *
   * @param arguments what stands after the command's name
   */
  int run(Installation fleet, List<String> arguments) throws Exception;
}
