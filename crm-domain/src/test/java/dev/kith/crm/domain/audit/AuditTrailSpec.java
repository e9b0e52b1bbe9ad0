package dev.kith.crm.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.audit.AuditEntry.Head;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.testkit.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AuditTrailSpec {

  @Nested
  class The_changes_between_two_states {

    @Test
    void name_each_field_that_differs_with_its_old_and_new_text() {
      assertThat(
              FieldChange.between(
                  ImmutableMap.of("company", "Acme", "city", "Ulm", "phone", "+4930123"),
                  ImmutableMap.of("company", "Acme", "city", "Bonn", "title", "CEO")))
          .containsExactly(
              new FieldChange("city", "Ulm", "Bonn"),
              new FieldChange("title", null, "CEO"),
              new FieldChange("phone", "+4930123", null));
    }

    @Test
    void are_none_between_equal_states() {
      assertThat(FieldChange.between(Map.of("a", "1"), Map.of("a", "1"))).isEmpty();
    }
  }

  @Nested
  class A_chain {

    @Test
    void is_intact_as_it_was_written() {
      Seeded.cases(50, random -> assertThat(brokenAt(chain(random, 6))).isEqualTo(-1));
    }

    @Test
    void shows_a_change_of_any_part_of_any_entry() {
      Seeded.cases(
          40,
          random -> {
            List<AuditEntry> chain = chain(random, 5);
            int at = random.nextInt(chain.size());
            for (AuditEntry forged : forgeries(chain.get(at), random)) {
              List<AuditEntry> copy = new ArrayList<>(chain);
              copy.set(at, forged);
              assertThat(brokenAt(copy))
                  .as("%s instead of %s", forged, chain.get(at))
                  .isBetween(at, at + 1);
            }
          });
    }

    @Test
    void shows_an_entry_that_was_taken_out_put_in_or_moved() {
      List<AuditEntry> chain = chain(Seeded.of(3), 5);
      List<AuditEntry> without = new ArrayList<>(chain);
      without.remove(2);
      assertThat(brokenAt(without)).isEqualTo(2);
      List<AuditEntry> with = new ArrayList<>(chain);
      with.add(2, chain.get(1));
      assertThat(brokenAt(with)).isEqualTo(2);
      List<AuditEntry> moved = new ArrayList<>(chain);
      moved.set(1, chain.get(2));
      moved.set(2, chain.get(1));
      assertThat(brokenAt(moved)).isEqualTo(1);
    }

    @Test
    void is_the_same_whatever_a_text_is_split_into() {
      Seeded random = Seeded.of(5);
      AuditEntry entry = chain(random, 1).getFirst();
      AuditEntry ab = sealed(entry, List.of(new FieldChange("ab", "c", null)));
      AuditEntry a = sealed(entry, List.of(new FieldChange("a", "bc", null)));
      AuditEntry empty = sealed(entry, List.of(new FieldChange("ab", "c", "")));
      assertThat(List.of(ab.hash(), a.hash(), empty.hash())).doesNotHaveDuplicates();
    }
  }

  private static int brokenAt(List<AuditEntry> chain) {
    Head head = Head.START;
    for (int i = 0; i < chain.size(); i++) {
      if (!chain.get(i).isIntactAfter(head)) {
        return i;
      }
      head = chain.get(i).head();
    }
    return -1;
  }

  private static List<AuditEntry> chain(Seeded random, int length) {
    Subject subject = new Subject("lead", random.uuid());
    List<AuditEntry> chain = new ArrayList<>();
    Head head = Head.START;
    for (int i = 0; i < length; i++) {
      AuditEntry entry =
          AuditEntry.following(
              head,
              random.uuid(),
              subject,
              random.instant(),
              random.oneOf("USER", "TOKEN"),
              random.uuid(),
              random.word(),
              "lead." + random.word(),
              random.listOf(
                  0,
                  3,
                  r ->
                      new FieldChange(
                          r.word(), r.oneOf(null, "", r.word()), r.oneOf(null, r.word()))),
              random.oneOf(null, random.word()),
              random.oneOf(null, random.word()));
      chain.add(entry);
      head = entry.head();
    }
    return chain;
  }

  private static AuditEntry sealed(AuditEntry e, List<FieldChange> changes) {
    return AuditEntry.following(
        Head.START,
        e.id(),
        e.subject(),
        e.at(),
        e.actorKind(),
        e.actorId(),
        e.actorName(),
        e.action(),
        changes,
        null,
        null);
  }

  /** The entry with each part changed in turn. */
  private static List<AuditEntry> forgeries(AuditEntry e, Seeded random) {
    List<FieldChange> more = new ArrayList<>(e.changes());
    more.add(new FieldChange("extra", null, "x"));
    String otherHash = (e.hash().startsWith("0") ? "1" : "0") + e.hash().substring(1);
    String otherPrevious =
        (e.previousHash().startsWith("0") ? "1" : "0") + e.previousHash().substring(1);
    List<AuditEntry> forgeries =
        new ArrayList<>(
            List.of(
                with(
                    e,
                    random.uuid(),
                    e.subject(),
                    e.position(),
                    e.changes(),
                    e.previousHash(),
                    e.hash()),
                with(
                    e,
                    e.id(),
                    new Subject("lead", random.uuid()),
                    e.position(),
                    e.changes(),
                    e.previousHash(),
                    e.hash()),
                with(
                    e,
                    e.id(),
                    e.subject(),
                    e.position() + 1,
                    e.changes(),
                    e.previousHash(),
                    e.hash()),
                with(e, e.id(), e.subject(), e.position(), more, e.previousHash(), e.hash()),
                with(e, e.id(), e.subject(), e.position(), e.changes(), otherPrevious, e.hash()),
                with(
                    e,
                    e.id(),
                    e.subject(),
                    e.position(),
                    e.changes(),
                    e.previousHash(),
                    otherHash)));
    if (!e.changes().isEmpty()) {
      forgeries.add(e.showing(e.changes().subList(1, e.changes().size())));
      FieldChange first = e.changes().getFirst();
      List<FieldChange> altered = new ArrayList<>(e.changes());
      altered.set(0, new FieldChange(first.field(), first.before(), first.after() + "x"));
      forgeries.add(e.showing(altered));
    }
    forgeries.add(
        new AuditEntry(
            e.id(),
            e.subject(),
            e.position(),
            e.at().plusNanos(1_000),
            e.actorKind(),
            e.actorId(),
            e.actorName(),
            e.action(),
            e.changes(),
            e.requestId(),
            e.cause(),
            e.previousHash(),
            e.hash()));
    forgeries.add(
        new AuditEntry(
            e.id(),
            e.subject(),
            e.position(),
            e.at(),
            e.actorKind() + "S",
            e.actorId(),
            e.actorName(),
            e.action(),
            e.changes(),
            e.requestId(),
            e.cause(),
            e.previousHash(),
            e.hash()));
    forgeries.add(
        new AuditEntry(
            e.id(),
            e.subject(),
            e.position(),
            e.at(),
            e.actorKind(),
            random.uuid(),
            e.actorName(),
            e.action(),
            e.changes(),
            e.requestId(),
            e.cause(),
            e.previousHash(),
            e.hash()));
    forgeries.add(
        new AuditEntry(
            e.id(),
            e.subject(),
            e.position(),
            e.at(),
            e.actorKind(),
            e.actorId(),
            e.actorName() + "x",
            e.action(),
            e.changes(),
            e.requestId(),
            e.cause(),
            e.previousHash(),
            e.hash()));
    forgeries.add(
        new AuditEntry(
            e.id(),
            e.subject(),
            e.position(),
            e.at(),
            e.actorKind(),
            e.actorId(),
            e.actorName(),
            e.action() + "x",
            e.changes(),
            e.requestId(),
            e.cause(),
            e.previousHash(),
            e.hash()));
    forgeries.add(
        new AuditEntry(
            e.id(),
            e.subject(),
            e.position(),
            e.at(),
            e.actorKind(),
            e.actorId(),
            e.actorName(),
            e.action(),
            e.changes(),
            e.requestId() == null ? "" : null,
            e.cause(),
            e.previousHash(),
            e.hash()));
    forgeries.add(
        new AuditEntry(
            e.id(),
            e.subject(),
            e.position(),
            e.at(),
            e.actorKind(),
            e.actorId(),
            e.actorName(),
            e.action(),
            e.changes(),
            e.requestId(),
            e.cause() == null ? "" : null,
            e.previousHash(),
            e.hash()));
    return forgeries;
  }

  private static AuditEntry with(
      AuditEntry e,
      java.util.UUID id,
      Subject subject,
      long position,
      List<FieldChange> changes,
      String previous,
      String hash) {
    return new AuditEntry(
        id,
        subject,
        position,
        e.at(),
        e.actorKind(),
        e.actorId(),
        e.actorName(),
        e.action(),
        changes,
        e.requestId(),
        e.cause(),
        previous,
        hash);
  }
}
