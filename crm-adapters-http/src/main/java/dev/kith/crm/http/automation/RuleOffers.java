package dev.kith.crm.http.automation;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.access.RoleView;
import dev.kith.crm.application.access.TeamView;
import dev.kith.crm.application.automation.Recipient;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.assignment.Sharing;
import dev.kith.crm.http.pages.Choice;
import dev.kith.crm.http.pages.Person;
import dev.kith.crm.http.pages.Visit;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * What the form of a rule offers.
 *
 * @param people to whom records can be given
 * @param recipients people, and groups of them as far as the reader may see them
 * @param pools from which records are assigned, as far as the reader may see them
 * @param zone the reader's
 */
record RuleOffers(List<Person> people, List<Choice> recipients, List<Choice> pools, String zone) {

  RuleOffers {
    people = ImmutableList.copyOf(people);
    recipients = ImmutableList.copyOf(recipients);
    pools = ImmutableList.copyOf(pools);
  }

  static RuleOffers of(Visit visit) {
    List<Person> people = visit.owners();
    ImmutableList.Builder<Choice> all = ImmutableList.builder();
    all.add(new Choice("owner", "The owner of the record", false));
    all.add(new Choice("administrators", "All administrators", false));
    people.forEach(p -> all.add(choice(Recipient.Kind.USER, p.id(), p.name())));
    var teams = visit.crm().teams();
    for (TeamView team : listed(teams.fields(), teams::list)) {
      all.add(choice(Recipient.Kind.TEAM, team.id().value(), "Team " + team.name()));
    }
    var roles = visit.crm().roles();
    for (RoleView role : listed(roles.fields(), roles::list)) {
      all.add(choice(Recipient.Kind.ROLE, role.id().value(), "Role " + role.name()));
    }
    List<Choice> pools =
        Sharing.pools(visit).stream()
            .map(p -> new Choice(p.id().toString(), p.name(), false))
            .toList();
    return new RuleOffers(
        people, all.build(), pools, visit.zone().map(ZoneId::getId).orElse("UTC"));
  }

  /** None where the reader may see none. */
  private static <V> List<V> listed(
      FieldCatalogue<V> fields, Function<ListQuery, Outcome<Page<V>>> list) {
    return list.apply(ListQuery.all(fields).limitedTo(ListQuery.LARGEST_LIMIT))
            instanceof Outcome.Done<Page<V>>(var page)
        ? page.items()
        : List.of();
  }

  private static Choice choice(Recipient.Kind kind, UUID id, String label) {
    return new Choice(new Recipient(kind, id).toString(), label, false);
  }
}
