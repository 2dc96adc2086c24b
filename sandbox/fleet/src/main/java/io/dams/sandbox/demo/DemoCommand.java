package io.dams.sandbox.demo;

import io.dams.sandbox.CommandException;
import io.dams.sandbox.FleetCommand;
import io.dams.sandbox.Installation;
import io.dams.sandbox.client.Customer;
import io.dams.sandbox.client.Opening;
import io.dams.sandbox.client.Person;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Opens the market if need be, and tells a story. */
public final class DemoCommand implements FleetCommand {

  @Override
  public String name() {
    return "demo";
  }

  @Override
  public String summary() {
    return "Swap points between three merchants and print who got what; or: demo points, transfer";
  }

  @Override
  public String help() {
    return """
    usage: ./fleet demo [swap | points | transfer]

    Opens the market when it is not open (brands, contracts, members, a market maker). Then:

      swap     three customers log in and swap points through the gateway: by quote, buy 1 sell
               many, buy many sell 1, for tokens, with tokens, more than one has, and with a
               merchant that refuses. Prints orders, fills and fees, the balances at each
               merchant before and after, and what was pushed to their phones. This is the
               story without a word.
      points   what happens when it does not go straight: a cancel, a partial fill, a merchant that
               fails, and the repair of a settlement that was refused; after each the audit.

      transfer money in and out with a partner app: in, out, internal, refused, unknown and then
               found, a callback that is taken at the third attempt; statistics, and the audit.

    Exit code 0: every scene ended as it should. 1: not. 2: wrong use.
    """;
  }

  @Override
  public int run(Installation fleet, List<String> arguments) throws Exception {
    var words = new ArrayList<>(arguments);
    words.remove("--first");
    return switch (String.join(" ", words)) {
      case "", "swap" -> swap(fleet);
      case "points" -> new PointsStory(fleet, System.out).tell() ? 0 : 1;
      case "transfer" -> new TransferStory(fleet, System.out).tell() ? 0 : 1;
      default -> throw new CommandException("there is no such story; see ./fleet demo --help");
    };
  }

  private static int swap(Installation fleet) {
    var opening = new Opening(fleet);
    opening.publish();
    var customers =
        Stream.of(Person.MAKER, Person.ALICE, Person.BOB, Person.CAROL)
            .map(opening::welcome)
            .toList();
    var maker = customers.getFirst();
    opening.fund(maker);
    opening.quote(maker);

    customers.forEach(Customer::carryPhone);

    var before = balances(customers);
    var scenes = new Story(fleet, customers.get(1), customers.get(2), customers.get(3)).tell();
    var after = balances(customers);

    System.out.println();
    var report = new Report(System.out);
    report.scenes(scenes);
    report.balances(customers, before, after);
    report.print(new Phones(fleet).show(customers, scenes));
    return scenes.stream().allMatch(Scene::expected) ? 0 : 1;
  }

  private static Map<String, Map<String, String>> balances(List<Customer> customers) {
    var balances = new LinkedHashMap<String, Map<String, String>>();
    customers.forEach(customer -> balances.put(customer.name(), customer.balances()));
    return balances;
  }
}
