package io.dams.sandbox.demo;

import io.dams.sandbox.FleetCommand;
import io.dams.sandbox.Installation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Opens the market if need be, and tells the story. */
public final class DemoCommand implements FleetCommand {

  @Override
  public String name() {
    return "demo";
  }

  @Override
  public String summary() {
    return "Swap points between three merchants and print who got what";
  }

  @Override
  public String help() {
    return """
    usage: ./fleet demo

    Opens the market when it is not open (brands, contracts, members, a market maker), then lets
    three customers log in and swap points through the gateway: by quote, buy 1 sell many, buy
    many sell 1, for tokens, with tokens, more than one has, and with a merchant that refuses.
    Prints orders, fills and fees, and the balances at each merchant before and after.

    Exit code 0: every scene ended as it should. 1: not.
    """;
  }

  @Override
  public int run(Installation fleet, List<String> arguments) {
    var people = List.of(Person.MAKER, Person.ALICE, Person.BOB, Person.CAROL);
    var markets = List.of(Market.SKY, Market.BEAN, Market.MART);
    var opening = new Opening(fleet, markets, people);
    opening.prepare();
    var customers = people.stream().map(person -> Customer.logIn(fleet, person)).toList();
    customers.forEach(customer -> markets.forEach(customer::bind));
    var maker = customers.getFirst();
    opening.fund(maker);
    opening.quote(maker);

    var before = balances(customers);
    var scenes = new Story(fleet, customers.get(1), customers.get(2), customers.get(3)).tell();
    var after = balances(customers);

    System.out.println();
    var report = new Report(System.out);
    report.scenes(scenes);
    report.balances(customers, before, after);
    return scenes.stream().allMatch(Scene::expected) ? 0 : 1;
  }

  private static Map<String, Map<String, String>> balances(List<Customer> customers) {
    var balances = new LinkedHashMap<String, Map<String, String>>();
    customers.forEach(customer -> balances.put(customer.name(), customer.balances()));
    return balances;
  }
}
