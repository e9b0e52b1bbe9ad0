package dev.kith.crm.persistence.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Storage;
import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.testkit.StorageContract;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Searching on H2 finds what has the fragments, however rare and however it was written. */
class LeadGramsTest implements StorageContract {

  @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

  @Override
  public Storage storage() {
    return DATABASE.storage();
  }

  @Test
  void rare_common_and_absent_fragments_are_found_among_leads_added_together_and_one_by_one() {
    Map<LeadId, String> texts = new HashMap<>();
    List<Lead> together = IntStream.range(0, 2_500).mapToObj(i -> lead("Bulk works " + i)).toList();
    keep(together);
    together.forEach(l -> texts.put(l.id(), text(l)));
    for (int i = 0; i < 60; i++) {
      Lead lead = lead("Single works " + i);
      kept(() -> storage().leads().add(lead));
      texts.put(lead.id(), text(lead));
    }
    for (int i = 0; i < 20; i++) {
      Lead after =
          together
              .get(i * 100)
              .edit(LeadDrafts.content(LeadDrafts.company("Renamed house " + i)), Leads.CAPTURED)
              .orElseThrow()
              .next();
      kept(() -> storage().leads().update(after));
      texts.put(after.id(), text(after));
    }

    for (String search :
        List.of(
            "works",
            "bulk",
            "1234",
            "2499",
            "single",
            "single 59",
            "renamed",
            "house works",
            "bulk works 0",
            "xyz",
            "named ouse",
            "le wo",
            "50",
            "orks 17")) {
      assertThat(found(search)).as(search).isEqualTo(having(search, texts));
    }
  }

  @Test
  void words_that_are_each_common_narrow_the_leads_down_together() {
    List<Lead> leads =
        IntStream.range(0, 2_600)
            .mapToObj(i -> lead((i < 1_302 ? "Alpha" : "Gamma") + (i >= 1_300 ? " omega" : " x")))
            .toList();
    keep(leads);
    try (Database database = Database.open(DATABASE.settings())) {
      LeadGrams grams = new LeadGrams(database);
      assertThat(grams.candidates(List.of(List.of("alpha")))).isEmpty();
      assertThat(grams.candidates(List.of(List.of("omega")))).isEmpty();
      assertThat(grams.candidates(List.of(List.of("omega"), List.of("alpha"))))
          .contains(Set.of(leads.get(1_300).id().value(), leads.get(1_301).id().value()));
    }
  }

  private static Lead lead(String company) {
    return Leads.from(LeadDrafts.company(company));
  }

  private static String text(Lead lead) {
    return String.valueOf(lead.content().profile().company()).toLowerCase(Locale.ROOT);
  }

  private static Set<LeadId> having(String search, Map<LeadId, String> texts) {
    Set<LeadId> ids = new HashSet<>();
    texts.forEach((id, text) -> {
      if (List.of(search.split(" ")).stream().allMatch(text::contains)) {
        ids.add(id);
      }
    });
    return ids;
  }

  private Set<LeadId> found(String search) {
    Set<LeadId> ids = new HashSet<>();
    storage()
        .leadReads()
        .each(
            ListQuery.all(LeadFields.CATALOGUE).searching(search),
            new Visibility.All(),
            (LeadView view) -> ids.add(view.id()));
    return ids;
  }
}
