package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.intake.consent.ConsentStore;
import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.intake.consent.Consent;
import dev.kith.crm.domain.intake.consent.ConsentEntry;
import dev.kith.crm.domain.intake.consent.ConsentEntry.Status;
import dev.kith.crm.domain.intake.consent.ConsentId;
import dev.kith.crm.domain.intake.consent.LawfulBasis;
import dev.kith.crm.domain.intake.consent.Purpose;
import dev.kith.crm.domain.lead.ConsentProof;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Leads;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@link ConsentStore} promises. */
public interface ConsentStoreContract extends StorageContract {

  @Test
  default void lines_come_back_as_they_were_each_at_its_lead() {
    LeadId lead = Leads.anId();
    Consent bare = line(lead, Channel.EMAIL);
    Consent full =
        new Consent(
            new ConsentId(Leads.anId().value()),
            lead,
            Leads.CAPTURED.plusSeconds(5),
            new ConsentEntry(
                Channel.WHATSAPP,
                Purpose.SERVICE,
                Status.GRANTED,
                LawfulBasis.LEGITIMATE_INTERESTS,
                "Messe “Köln” 🦊",
                "line\nand\ttab \\",
                Leads.CAPTURED.minusNanos(1_000),
                Leads.CAPTURED.plusSeconds(60),
                new ConsentProof(
                    ConsentProof.Kind.DOUBLE_OPT_IN,
                    "message “4711”",
                    "I agree\nto all\tof it \\",
                    Leads.CAPTURED.plusSeconds(1))));
    LeadId other = Leads.anId();
    Consent others = line(other, Channel.POST);
    add(bare, full, others);

    assertThat(consents().of(lead)).containsExactlyInAnyOrder(bare, full);
    assertThat(consents().of(List.of(lead, other, Leads.anId())))
        .containsExactlyInAnyOrder(bare, full, others);
    assertThat(consents().of(Leads.anId())).isEmpty();
    assertThat(consents().of(List.of())).isEmpty();
  }

  @Test
  default void many_are_added_at_once_and_read_for_many_leads_at_once() {
    List<Consent> many =
        Stream.generate(() -> line(Leads.anId(), Channel.PHONE)).limit(500).toList();
    add(many.toArray(Consent[]::new));
    assertThat(consents().of(many.stream().map(Consent::lead).toList()))
        .containsExactlyInAnyOrderElementsOf(many);
  }

  @Test
  default void a_ledger_moves_to_another_lead_and_back_without_what_came_later() {
    LeadId loser = Leads.anId();
    LeadId winner = Leads.anId();
    Consent moved = line(loser, Channel.EMAIL);
    Consent second = line(loser, Channel.PHONE);
    Consent own = line(winner, Channel.EMAIL);
    add(moved, second, own);

    List<ConsentId> ids = kept(() -> Outcome.done(consents().move(loser, winner)));
    assertThat(ids).containsExactlyInAnyOrder(moved.id(), second.id());
    assertThat(consents().of(winner))
        .containsExactlyInAnyOrder(own, moved.of(winner), second.of(winner));
    assertThat(consents().of(loser)).isEmpty();

    Consent later = line(winner, Channel.POST);
    add(later);
    kept(() -> {
      consents().moveBack(ids, winner, loser);
      return Outcome.done(ids);
    });
    assertThat(consents().of(winner)).containsExactlyInAnyOrder(own, later);
    assertThat(consents().of(loser)).containsExactlyInAnyOrder(moved, second);
  }

  @Test
  default void what_is_no_longer_where_it_was_moved_to_is_left_alone() {
    LeadId elsewhere = Leads.anId();
    Consent line = line(elsewhere, Channel.EMAIL);
    add(line);
    kept(() -> {
      consents().moveBack(List.of(line.id()), Leads.anId(), Leads.anId());
      return Outcome.done(line);
    });
    assertThat(consents().of(elsewhere)).containsExactly(line);
  }

  @Test
  default void an_undone_run_leaves_no_line() {
    Consent line = line(Leads.anId(), Channel.EMAIL);
    storage()
        .transactions()
        .run(() -> {
          consents().addAll(List.of(line));
          return Outcome.refused(new NotFound("thing", "1"));
        });
    assertThat(consents().of(line.lead())).isEmpty();
  }

  private void add(Consent... added) {
    kept(() -> {
      consents().addAll(Arrays.asList(added));
      return Outcome.done(added);
    });
  }

  private static Consent line(LeadId lead, Channel channel) {
    return new Consent(
        new ConsentId(Leads.anId().value()),
        lead,
        Leads.CAPTURED,
        new ConsentEntry(
            channel,
            Purpose.MARKETING,
            Status.DENIED,
            LawfulBasis.CONSENT,
            "Call",
            null,
            Leads.CAPTURED,
            null));
  }

  private ConsentStore consents() {
    return storage().consents();
  }
}
