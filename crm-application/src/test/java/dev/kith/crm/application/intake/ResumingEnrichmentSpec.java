package dev.kith.crm.application.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ResumingEnrichmentSpec {

  private static final Actor INA = Actors.administrator();
  private static final int LEADS = 450;

  /** What is left: the company of each lead, how many there are, and the length of the trail. */
  private record End(
      Map<String, String> companies, int leads, long auditEntries, boolean waiting) {}

  private int steps;

  @Test
  void enriching_new_leads_that_dies_anywhere_ends_as_if_it_had_not() {
    End undisturbed = end(Integer.MAX_VALUE);
    assertThat(undisturbed.leads()).isEqualTo(LEADS);
    assertThat(undisturbed.companies()).hasSize(LEADS).containsEntry("ada7@firm7.com", "Firm7");
    assertThat(undisturbed.auditEntries()).isEqualTo(2 * LEADS);
    assertThat(undisturbed.waiting()).isFalse();

    int all = steps;
    assertThat(all).isGreaterThan(6);
    for (int fatal = 1; fatal <= all; fatal++) {
      assertThat(end(fatal)).as("died at step %d of %d", fatal, all).isEqualTo(undisturbed);
    }
  }

  private End end(int fatalStep) {
    DyingStorage dying = new DyingStorage();
    Storage storage = dying.asStorage();
    SettableClock clock = SettableClock.atStart();
    Crm crm =
        Crm.on(storage)
            .clock(clock)
            .enrichNewLeads(true)
            .enrichmentTimeout(Duration.ofSeconds(20))
            .background(false)
            .jitter(() -> 0)
            .start();
    dying.counts = false;
    crm.as(INA)
        .leads()
        .captureAll(
            IntStream.range(0, LEADS)
                .mapToObj(i ->
                    new Leads.Capture(
                        LeadDraft.named("Ada", "L").email("ada" + i + "@firm" + i + ".com")))
                .toList(),
            true)
        .orElseThrow();
    dying.counts = true;
    dying.fatalStep = fatalStep;
    dying.steps = 0;
    crm.runDue();
    steps = dying.steps;
    dying.counts = false;
    assertThat(dying.died).isEqualTo(fatalStep != Integer.MAX_VALUE);
    clock.advance(Duration.ofHours(1));
    crm.runDue();
    List<LeadView> leads = new ArrayList<>();
    crm.as(INA).leadQueries().export(ListQuery.all(LeadFields.CATALOGUE), leads::add).orElseThrow();
    Map<String, String> companies = new TreeMap<>();
    leads.forEach(lead -> companies.put(lead.get(LeadField.EMAIL), lead.get(LeadField.COMPANY)));
    long[] entries = {0};
    storage
        .audit()
        .eachInChainOrder(entry -> {
          if (entry.subject().type().equals("lead")) {
            entries[0]++;
          }
        });
    return new End(
        companies, leads.size(), entries[0], storage.leadsToEnrich().isAnyDue(clock.instant()));
  }
}
