package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.idempotency.IdempotencyKeys;
import dev.kith.crm.application.idempotency.IdempotencyKeys.Claim;
import dev.kith.crm.application.idempotency.IdempotencyKeys.Key;
import dev.kith.crm.application.idempotency.IdempotencyKeys.Remembered;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.domain.testkit.Leads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link IdempotencyKeys} promises. */
public interface IdempotencyKeysContract extends StorageContract {

  Key KEY = new Key(Actors.userId("Ada").value(), "key-1 !~");
  Instant NOW = SettableClock.START;

  @Test
  default void a_new_key_is_the_callers() {
    assertThat(claim(KEY, "print", NOW)).isEqualTo(new Claim.Claimed());
  }

  @Test
  default void a_used_key_answers_what_was_remembered() {
    for (LeadStatus.Name status : LeadStatus.Name.values()) {
      Key key = new Key(KEY.actor(), status.name());
      Lead lead =
          Leads.in(
              Leads.status(status, NOW),
              Leads.ownedBy(Actors.userId("Ada"), LeadDrafts.complete()));
      use(key, "print", lead, NOW);

      assertThat(claim(key, "print", NOW)).isEqualTo(new Claim.Used(new Remembered("print", lead)));
      assertThat(claim(key, "other print", NOW)).isEqualTo(new Claim.UsedOtherwise());
      assertThat(keys().find(key, Lead.class)).contains(new Remembered("print", lead));
    }
  }

  @Test
  default void everybody_has_keys_of_their_own() {
    use(KEY, "print", Leads.aNewLead(), NOW);
    Key bens = new Key(Actors.userId("Ben").value(), KEY.text());

    assertThat(keys().find(bens, Lead.class)).isEmpty();
    assertThat(claim(bens, "print", NOW)).isEqualTo(new Claim.Claimed());
  }

  @Test
  default void keys_differ_by_case() {
    use(new Key(KEY.actor(), "abc"), "print", Leads.aNewLead(), NOW);
    assertThat(claim(new Key(KEY.actor(), "ABC"), "print", NOW)).isEqualTo(new Claim.Claimed());
  }

  @Test
  default void an_undone_run_gives_the_key_back() {
    storage()
        .transactions()
        .run(() -> {
          keys().claim(KEY, "print", Lead.class, NOW);
          keys().remember(KEY, Leads.aNewLead());
          return Outcome.refused(new NotFound("thing", "1"));
        });

    assertThat(keys().find(KEY, Lead.class)).isEmpty();
    assertThat(claim(KEY, "print", NOW)).isEqualTo(new Claim.Claimed());
  }

  @Test
  default void a_key_is_remembered_for_its_time_and_then_is_new_again() {
    Lead lead = Leads.aNewLead();
    use(KEY, "print", lead, NOW);
    Instant last = NOW.plus(IdempotencyKeys.REMEMBERED);

    assertThat(claim(KEY, "print", last)).isEqualTo(new Claim.Used(new Remembered("print", lead)));

    Lead second = Leads.aNewLead();
    use(KEY, "second print", second, last.plusSeconds(1));
    assertThat(claim(KEY, "second print", last.plusSeconds(2)))
        .isEqualTo(new Claim.Used(new Remembered("second print", second)));
  }

  @Test
  default void old_keys_are_forgotten() {
    Lead lead = Leads.aNewLead();
    use(new Key(KEY.actor(), "old"), "print", lead, NOW.minusSeconds(1));
    use(new Key(KEY.actor(), "new"), "print", lead, NOW);

    assertThat(storage().transactions().always(() -> keys().forgetBefore(NOW))).isEqualTo(1);
    assertThat(keys().find(new Key(KEY.actor(), "old"), Lead.class)).isEmpty();
    assertThat(keys().find(new Key(KEY.actor(), "new"), Lead.class))
        .contains(new Remembered("print", lead));
    assertThat(storage().transactions().always(() -> keys().forgetBefore(NOW))).isZero();
  }

  @Test
  default void nobody_else_gets_a_key_while_its_work_is_under_way() {
    Lead lead = Leads.aNewLead();
    List<Beside<Claim>> others = new ArrayList<>();

    kept(() -> {
      assertThat(keys().claim(KEY, "print", Lead.class, NOW)).isEqualTo(new Claim.Claimed());
      others.add(Beside.start(() -> claim(KEY, "print", NOW)));
      others.getFirst().untilDoneOrWaiting();
      keys().remember(KEY, lead);
      return Outcome.done(lead);
    });

    assertThat(others.getFirst().result())
        .isIn(new Claim.Busy(), new Claim.Used(new Remembered("print", lead)));
    assertThat(claim(KEY, "print", NOW)).isEqualTo(new Claim.Used(new Remembered("print", lead)));
  }

  private IdempotencyKeys keys() {
    return storage().idempotencyKeys();
  }

  /**
   * Claims a key in a run that is then undone if the key was free, so that the look leaves no
   * trace.
   */
  private Claim claim(Key key, String fingerprint, Instant now) {
    List<Claim> claims = new ArrayList<>();
    storage()
        .transactions()
        .run(() -> {
          claims.add(keys().claim(key, fingerprint, Lead.class, now));
          return Outcome.refused(new NotFound("thing", "1"));
        });
    return claims.getLast();
  }

  private void use(Key key, String fingerprint, Lead result, Instant now) {
    kept(() -> {
      assertThat(keys().claim(key, fingerprint, Lead.class, now)).isEqualTo(new Claim.Claimed());
      keys().remember(key, result);
      return Outcome.done(result);
    });
  }
}
