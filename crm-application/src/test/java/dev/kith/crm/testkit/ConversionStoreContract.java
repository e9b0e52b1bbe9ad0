package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.conversion.ConversionMappingStore;
import dev.kith.crm.application.conversion.ConversionStore;
import dev.kith.crm.application.conversion.Conversions.Which;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.conversion.ConsentPolicy;
import dev.kith.crm.domain.conversion.Conversion;
import dev.kith.crm.domain.conversion.ConversionId;
import dev.kith.crm.domain.conversion.ConversionMapping;
import dev.kith.crm.domain.conversion.ConversionTerms;
import dev.kith.crm.domain.conversion.MappingLine;
import dev.kith.crm.domain.conversion.Part;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadRefusal.AlreadyConverted;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Leads;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link ConversionStore} and {@link ConversionMappingStore} promise. */
public interface ConversionStoreContract extends StorageContract {

  Instant LATER = Leads.CAPTURED.plusSeconds(3600);
  UserId OLGA = Actors.userId("Olga");
  Visibility ALL = new Visibility.All();

  @Test
  default void a_conversion_comes_back_as_it_was_kept_and_as_it_was_undone() {
    Conversion whole = add(conversion(Leads.anId(), OLGA, part(), part(), part()));
    Conversion bare = add(conversion(Leads.anId(), null, null, part(), null));
    assertThat(conversions().find(whole.id())).contains(whole);
    assertThat(conversions().find(bare.id())).contains(bare);
    assertThat(conversions().ofLead(whole.lead())).contains(whole);

    Conversion undone = whole.undo(OLGA, "Olga", LATER).orElseThrow().next();
    assertThat(update(undone)).isEqualTo(Outcome.done(undone));
    assertThat(conversions().find(whole.id())).contains(undone);
    assertThat(conversions().ofLead(whole.lead())).isEmpty();
    assertThat(update(undone))
        .isEqualTo(Outcome.refused(new StaleVersion("conversion", whole.id().toString(), 1, 2)));
  }

  @Test
  default void no_lead_has_two_that_hold() {
    LeadId lead = Leads.anId();
    Conversion first = add(conversion(lead, OLGA, part(), null, null));
    Conversion second = conversion(lead, OLGA, part(), null, null);

    assertThat(storage().transactions().run(() -> conversions().add(second)))
        .isEqualTo(Outcome.refused(new AlreadyConverted(lead.value())));
    update(first.undo(OLGA, "Olga", LATER).orElseThrow().next()).orElseThrow();
    assertThat(add(second)).isEqualTo(second);
    assertThat(conversions().ofLead(lead)).contains(second);
  }

  @Test
  default void conversions_are_listed_newest_first_page_by_page() {
    LeadId lead = Leads.anId();
    Part account = part();
    Conversion first = add(conversion(lead, OLGA, account, part(), null));
    Conversion second = add(conversion(Leads.anId(), OLGA, account, null, part()));
    Conversion third = add(conversion(Leads.anId(), null, null, part(), null));

    assertThat(list(Which.ALL, ALL, null, 2)).containsExactly(third, second);
    assertThat(list(Which.ALL, ALL, second.id(), 2)).containsExactly(first);
    assertThat(list(Which.of(lead), ALL, null, 9)).containsExactly(first);
    assertThat(list(Which.into(account.id()), ALL, null, 9)).containsExactly(second, first);
    assertThat(list(Which.into(second.opportunity().id()), ALL, null, 9)).containsExactly(second);
    assertThat(list(Which.into(third.contact().id()), ALL, null, 9)).containsExactly(third);
    assertThat(list(Which.ALL, new Visibility.OwnedBy(Set.of(OLGA)), null, 9))
        .containsExactly(second, first);
    assertThat(list(Which.ALL, new Visibility.OwnedBy(Set.of()), null, 9)).isEmpty();
  }

  @Test
  default void every_version_of_the_mapping_stays_readable() {
    ConversionMappingStore mappings = storage().conversionMapping();
    assertThat(mappings.current()).isEqualTo(ConversionMapping.USUAL);
    ConversionMapping second =
        ConversionMapping.USUAL
            .set(
                new ConversionTerms(
                    List.of(new MappingLine("customFields.Größe", "account.employees")),
                    ConsentPolicy.PHONE),
                LATER)
            .next();

    kept(() -> mappings.update(second));

    assertThat(mappings.current()).isEqualTo(second);
    assertThat(mappings.version(1)).contains(ConversionMapping.USUAL);
    assertThat(mappings.version(2).map(ConversionMapping::terms)).contains(second.terms());
    assertThat(mappings.version(3)).isEmpty();
    assertThat(storage().transactions().run(() -> mappings.update(second)))
        .isInstanceOf(Outcome.Refused.class);
  }

  private static Part part() {
    return new Part(Leads.anId().value(), Part.How.CREATED);
  }

  private static Conversion conversion(
      LeadId lead,
      @Nullable UserId owner,
      @Nullable Part account,
      @Nullable Part contact,
      @Nullable Part opportunity) {
    return Conversion.of(
            new ConversionId(Leads.anId().value()),
            new Conversion.Before(lead, owner, Leads.CAPTURED),
            new Conversion.Parts(account, contact, opportunity),
            List.of(Leads.anId().value(), Leads.anId().value()),
            3,
            new Conversion.Author(OLGA, "Olga \"the\" Ö", owner == null ? "event/1" : null),
            LATER)
        .next();
  }

  private List<Conversion> list(
      Which which, Visibility visible, @Nullable ConversionId after, int limit) {
    return conversions().list(which, visible, after, limit);
  }

  private Conversion add(Conversion conversion) {
    return kept(() -> conversions().add(conversion));
  }

  private Outcome<Conversion> update(Conversion conversion) {
    return storage().transactions().run(() -> conversions().update(conversion));
  }

  private ConversionStore conversions() {
    return storage().conversions();
  }
}
