package dev.kith.crm.application.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.intake.duplicates.Candidate;
import dev.kith.crm.application.intake.duplicates.scan.ClusterView;
import dev.kith.crm.application.intake.duplicates.scan.DuplicateScans;
import dev.kith.crm.application.lead.PhoneNumbers;
import dev.kith.crm.domain.intake.duplicates.DuplicateMatcher;
import dev.kith.crm.domain.intake.duplicates.Fingerprint;
import dev.kith.crm.domain.intake.duplicates.MatchDecision;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.MemoryStorage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SamplingRepeatsSpec {

  @Test
  void whoever_comes_in_twice_is_recognised_and_has_another_address() {
    SplittableRandom random = new SplittableRandom(1);
    PhoneNumbers phones = new PhoneNumbers(null);
    for (LeadDraft first : SampleLeads.drafts(1).limit(2_000).toList()) {
      LeadDraft second = SampleRepeats.of(first, random);
      assertThat(second.read(phones)).as("%s", second).isInstanceOf(Outcome.Done.class);
      assertThat(second.values().get(LeadField.EMAIL))
          .isNotEqualTo(first.values().get(LeadField.EMAIL));
      assertThat(DuplicateMatcher.standard().compare(printOf(first), printOf(second)).decision())
          .as("%s %s", first, second)
          .isNotEqualTo(MatchDecision.NONE);
    }
  }

  @Test
  void of_the_usual_leads_about_one_in_twenty_five_is_found_twice_and_hardly_anybody_else() {
    MemoryStorage storage = new MemoryStorage();
    SampleData.fill(storage, Instant.parse("2026-11-02T08:00:00Z"), List.of());
    List<ClusterView> clusters = new ArrayList<>();
    try (Crm crm = Crm.on(storage).background(false).start()) {
      DuplicateScans scans = crm.as(Actors.administrator()).duplicateScans();
      scans.start(MergeKind.LEAD).orElseThrow();
      crm.runDue();
      ClusterView.Page page = scans.list(MergeKind.LEAD, null, 50).orElseThrow();
      clusters.addAll(page.items());
      while (page.next() != null) {
        page = scans.list(MergeKind.LEAD, page.next(), 50).orElseThrow();
        clusters.addAll(page.items());
      }
    }

    assertThat(clusters.size()).isBetween(60, 100);
    assertThat(clusters).allMatch(cluster -> cluster.members().size() <= 3);
    assertThat(clusters.stream().filter(c -> c.decision() == MatchDecision.BLOCK).count())
        .isGreaterThan(clusters.size() * 2L / 3);
  }

  private static Fingerprint printOf(LeadDraft draft) {
    return Fingerprint.of(Candidate.subject(draft.values()));
  }
}
