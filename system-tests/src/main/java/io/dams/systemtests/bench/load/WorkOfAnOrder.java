package io.dams.systemtests.bench.load;

import java.util.List;

/**
 * What one order costs, counted while orders went through: rounded up, so that the baseline never
 * does less.
 *
 * @param commits durable transactions of the database
 * @param sends records in Kafka
 * @param reads calls to merchants that move nothing
 * @param transfers calls to merchants that move points
 */
public record WorkOfAnOrder(int commits, int sends, int reads, int transfers) {

  List<String> arguments() {
    return List.of(
        Integer.toString(commits),
        Integer.toString(sends),
        Integer.toString(reads),
        Integer.toString(transfers));
  }

  static WorkOfAnOrder parse(List<String> arguments) {
    return new WorkOfAnOrder(
        Integer.parseInt(arguments.get(0)),
        Integer.parseInt(arguments.get(1)),
        Integer.parseInt(arguments.get(2)),
        Integer.parseInt(arguments.get(3)));
  }
}
