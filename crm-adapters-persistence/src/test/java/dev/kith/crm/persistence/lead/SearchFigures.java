package dev.kith.crm.persistence.lead;

import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.persistence.JooqStorage;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Measures searching and counting; decision 0010 has the figures and tells how to run it.
 *
 * <p>Arguments: {@code h2} or {@code postgresql}, and the number of leads.
 */
final class SearchFigures {

  private static final List<String> FRAGMENTS =
      List.of("lovelace", "müller", "030 000", "lead77777@", "zzzqqq");
  private static final UserId OLGA = Actors.userId("Olga");

  private SearchFigures() {}

  public static void main(String[] arguments) {
    int leads = Integer.parseInt(arguments[1]);
    Databases.Fresh database =
        arguments[0].equals("h2") ? Databases.h2File() : Databases.postgres();
    try (JooqStorage storage = database.storage()) {
      fill(storage, leads);
      for (int round = 1; round <= 5; round++) {
        System.out.println("round " + round);
        FRAGMENTS.forEach(f -> time(f, () -> search(storage, f)));
        time("figures of all", () -> figures(storage, new Visibility.All()));
        time("figures of one", () -> figures(storage, new Visibility.OwnedBy(Set.of(OLGA))));
      }
    }
  }

  private static void fill(JooqStorage storage, int leads) {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    long start = System.nanoTime();
    for (int first = 0; first < leads; first += 1_000) {
      List<Lead> batch =
          IntStream.range(first, first + 1_000).mapToObj(i -> lead(i, random)).toList();
      storage
          .transactions()
          .always(() -> {
            storage.leads().addAll(batch);
            return batch.size();
          });
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(Locale.ROOT, "written: %.0f leads/s%n", leads / seconds);
  }

  private static Lead lead(int number, RandomGenerator random) {
    List<String> given = List.of("Ada", "Lena", "Björn", "Zoe", "Katharina");
    List<String> family =
        List.of("Lovelace", "Müller", "Weber", "Byron", "Novak", "Rossi", "Garcia", "Fischer");
    String company =
        IntStream.range(0, 4)
            .mapToObj(i ->
                Arrays.asList("ba", "ke", "li", "mo", "nu", "pre", "stal", "gro")
                    .get(random.nextInt(8)))
            .reduce("", String::concat);
    LeadDraft draft =
        LeadDraft.named(given.get(random.nextInt(5)), family.get(random.nextInt(8)))
            .company(company + " GmbH")
            .email("lead" + number + "@" + company + ".example")
            .phone("+4930%08d".formatted(random.nextInt(100_000_000)));
    return random.nextInt(3) == 0
        ? Leads.from(draft)
        : Leads.ownedBy(random.nextBoolean() ? OLGA : Actors.userId("Paul"), draft);
  }

  private static int search(JooqStorage storage, String fragment) {
    ListQuery query = ListQuery.all(LeadFields.CATALOGUE).searching(fragment);
    return storage.leadReads().page(query, new Visibility.All()).items().size();
  }

  private static long figures(JooqStorage storage, Visibility visible) {
    return storage.leadReads().figures(visible, Instant.EPOCH).total();
  }

  private static void time(String what, java.util.function.LongSupplier work) {
    long start = System.nanoTime();
    long found = work.getAsLong();
    System.out.printf(
        Locale.ROOT, "%-16s %8d found %9.1f ms%n", what, found, (System.nanoTime() - start) / 1e6);
  }
}
