package dev.kith.crm.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Maps;
import dev.kith.crm.application.Crm;
import dev.kith.crm.application.audit.AuditReport.Broken;
import dev.kith.crm.application.audit.AuditReport.Damage;
import dev.kith.crm.application.job.JobRequest;
import dev.kith.crm.application.job.JobView;
import dev.kith.crm.application.kernel.RecordVersion;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.opportunity.Opportunities;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.scoring.ledger.Award;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.testkit.MemoryStorage;
import dev.kith.crm.testkit.SequentialIds;
import dev.kith.crm.testkit.SettableClock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class VerifyingTheTrailSpec {

  private static final Actor ADMIN = Actors.administrator();
  private static final UUID OTHER = SequentialIds.number(999);

  private final MemoryStorage storage = new MemoryStorage();
  private final Crm crm =
      Crm.on(storage)
          .clock(SettableClock.atStart())
          .ids(new SequentialIds())
          .background(false)
          .start();
  private final List<AuditEntry> trail = new ArrayList<>();
  private final List<RecordVersion> leads = new ArrayList<>();
  private LeadId first = new LeadId(OTHER);
  private LeadId second = new LeadId(OTHER);

  @BeforeEach
  void write_a_trail() {
    Leads commands = crm.as(ADMIN).request("r-1").leads();
    first = commands.capture(new Leads.Capture(LeadDrafts.ada())).orElseThrow().id();
    commands.startWork(first).orElseThrow();
    commands.note(first, "called").orElseThrow();
    second = commands.capture(new Leads.Capture(LeadDrafts.company("Engines"))).orElseThrow().id();
    storage.audit().eachInChainOrder(trail::add);
    leads.add(new RecordVersion(first.value(), 3));
    leads.add(new RecordVersion(second.value(), 1));
  }

  @Test
  void an_untouched_trail_is_intact() {
    assertThat(crm.as(ADMIN).auditTrail().verify())
        .isEqualTo(Outcome.done(new AuditReport(4, 2, List.of(), 0)));
    assertThat(verified()).isEqualTo(new AuditReport(4, 2, List.of(), 0));
  }

  @Test
  void only_those_who_oversee_may_verify_and_read_it() {
    Outcome<?> forbidden =
        Outcome.refused(
            new Forbidden("audit:view", "This needs the permission audit:view on all records."));
    assertThat(crm.as(Actors.viewer()).auditTrail().verify()).isEqualTo(forbidden);
    assertThat(crm.as(Actors.viewer()).auditTrail().history(Lead.subjectOf(first), null, 10))
        .isEqualTo(forbidden);
    assertThat(crm.as(ADMIN).auditTrail().activity(ADMIN.id(), null, 10).orElseThrow()).hasSize(4);
  }

  @Test
  void fields_masked_from_the_reader_are_masked_in_the_trail() {
    Actor masked = Actors.masked(ADMIN, "lead.email");
    assertThat(crm.as(masked).auditTrail().history(Lead.subjectOf(first), null, 10).orElseThrow())
        .flatExtracting(AuditEntry::changes)
        .extracting(FieldChange::field)
        .contains("phone")
        .doesNotContain("email");
  }

  @Test
  void what_was_done_to_masked_scores_is_masked_with_them() {
    crm.as(ADMIN).leadScores().override(first, 77, "I know them", null).orElseThrow();
    crm.as(ADMIN).scoreAwards().give(first, Award.Wish.of(15, "They called")).orElseThrow();
    assertThat(told(ADMIN)).contains("value 77", "reason I know them", "points 15");
    assertThat(told(Actors.masked(ADMIN, "lead.grade")))
        .noneMatch(told -> told.matches("(value|points|reason) .*"));
  }

  private List<String> told(Actor reader) {
    return crm.as(reader).auditTrail().activity(ADMIN.id(), null, 2).orElseThrow().stream()
        .flatMap(entry -> entry.changes().stream())
        .map(change -> change.field() + " " + change.after())
        .toList();
  }

  @Test
  void what_would_tell_a_masked_field_is_masked_with_it() {
    crm.as(ADMIN).pipelines().setUp(PipelineTerms.usual()).orElseThrow();
    Opportunity deal =
        crm.as(ADMIN)
            .opportunities()
            .create(new Opportunities.Create(OpportunityDraft.named("Engines").worth("100", "EUR")))
            .orElseThrow();
    Actor masked = Actors.masked(ADMIN, "opportunity.amount");
    assertThat(
            crm.as(masked)
                .auditTrail()
                .history(Opportunity.subjectOf(deal.id()), null, 10)
                .orElseThrow())
        .flatExtracting(AuditEntry::changes)
        .extracting(FieldChange::field)
        .contains("name")
        .doesNotContain("amount", "currency");
    assertThat(crm.as(masked).auditTrail().activity(ADMIN.id(), null, 10).orElseThrow())
        .flatExtracting(AuditEntry::changes)
        .extracting(FieldChange::field)
        .doesNotContain("amount", "currency");
  }

  @Nested
  class A_trail_is_found_broken {

    @Test
    void whichever_part_of_an_entry_was_changed() {
      for (UnaryOperator<AuditEntry> forgery : forgeries()) {
        for (int i = 0; i < trail.size(); i++) {
          List<AuditEntry> original = List.copyOf(trail);
          AuditEntry entry = trail.get(i);
          AuditEntry forged = forgery.apply(entry);
          trail.set(i, forged);
          if (forged.equals(entry)) {
            continue;
          }
          assertThat(verified().isIntact()).as("%s instead of %s", forged, entry).isFalse();
          trail.clear();
          trail.addAll(original);
        }
      }
    }

    @Test
    void at_the_entry_that_was_changed() {
      AuditEntry entry = trail.get(1);
      trail.set(1, with(entry, entry.subject(), entry.position(), "lead.nothing", entry.hash()));
      assertThat(verified())
          .isEqualTo(
              new AuditReport(
                  4, 2, List.of(new Broken(Lead.subjectOf(first), 2, Damage.ALTERED)), 1));
    }

    @Test
    void where_an_entry_was_taken_out() {
      trail.remove(1);
      assertThat(verified().broken())
          .containsExactly(new Broken(Lead.subjectOf(first), 2, Damage.ALTERED));
    }

    @Test
    void where_the_end_of_a_chain_was_cut_off() {
      trail.remove(2);
      assertThat(verified().broken())
          .containsExactly(new Broken(Lead.subjectOf(first), 3, Damage.CUT_OFF));
    }

    @Test
    void where_the_whole_chain_of_a_record_is_gone() {
      trail.remove(3);
      assertThat(verified().broken())
          .containsExactly(new Broken(Lead.subjectOf(second), 1, Damage.CUT_OFF));
      trail.clear();
      assertThat(verified())
          .isEqualTo(
              new AuditReport(
                  0,
                  0,
                  List.of(
                      new Broken(Lead.subjectOf(first), 1, Damage.CUT_OFF),
                      new Broken(Lead.subjectOf(second), 1, Damage.CUT_OFF)),
                  2));
    }

    @Test
    void where_a_record_is_gone_or_was_set_back() {
      leads.set(0, new RecordVersion(first.value(), 2));
      leads.remove(1);
      assertThat(verified().broken())
          .containsExactly(
              new Broken(Lead.subjectOf(first), 3, Damage.AHEAD),
              new Broken(Lead.subjectOf(second), 1, Damage.AHEAD));
    }

    private List<UnaryOperator<AuditEntry>> forgeries() {
      return List.of(
          e ->
              new AuditEntry(
                  OTHER,
                  e.subject(),
                  e.position(),
                  e.at(),
                  e.actorKind(),
                  e.actorId(),
                  e.actorName(),
                  e.action(),
                  e.changes(),
                  e.requestId(),
                  e.cause(),
                  e.previousHash(),
                  e.hash()),
          e -> with(e, new Subject("lead", OTHER), e.position(), e.action(), e.hash()),
          e -> with(e, e.subject(), e.position() + 1, e.action(), e.hash()),
          e ->
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
                  e.hash()),
          e ->
              new AuditEntry(
                  e.id(),
                  e.subject(),
                  e.position(),
                  e.at(),
                  "TOKEN",
                  e.actorId(),
                  e.actorName(),
                  e.action(),
                  e.changes(),
                  e.requestId(),
                  e.cause(),
                  e.previousHash(),
                  e.hash()),
          e ->
              new AuditEntry(
                  e.id(),
                  e.subject(),
                  e.position(),
                  e.at(),
                  e.actorKind(),
                  OTHER,
                  e.actorName(),
                  e.action(),
                  e.changes(),
                  e.requestId(),
                  e.cause(),
                  e.previousHash(),
                  e.hash()),
          e ->
              new AuditEntry(
                  e.id(),
                  e.subject(),
                  e.position(),
                  e.at(),
                  e.actorKind(),
                  e.actorId(),
                  "ada admin",
                  e.action(),
                  e.changes(),
                  e.requestId(),
                  e.cause(),
                  e.previousHash(),
                  e.hash()),
          e -> with(e, e.subject(), e.position(), e.action() + "s", e.hash()),
          e -> e.showing(e.changes().subList(0, Math.max(0, e.changes().size() - 1))),
          e ->
              e.showing(
                  e.changes().stream()
                      .map(c -> new FieldChange(c.field(), c.before(), c.after() + "x"))
                      .toList()),
          e ->
              e.showing(
                  e.changes().stream()
                      .map(c -> new FieldChange(c.field(), "", c.after()))
                      .toList()),
          e ->
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
                  null,
                  e.cause(),
                  e.previousHash(),
                  e.hash()),
          e ->
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
                  "",
                  e.previousHash(),
                  e.hash()),
          e ->
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
                  e.cause(),
                  flipped(e.previousHash()),
                  e.hash()),
          e -> with(e, e.subject(), e.position(), e.action(), flipped(e.hash())));
    }

    private static String flipped(String hash) {
      return (hash.charAt(0) == '0' ? '1' : '0') + hash.substring(1);
    }
  }

  @Nested
  class As_a_job {

    @Test
    void it_says_how_much_was_checked() {
      var id = crm.jobQueue().enqueue(JobRequest.of(AuditFeature.VERIFY));
      crm.runDue();

      JobView job = crm.as(ADMIN).jobs().get(id).orElseThrow();
      assertThat(List.of(job.state(), job.progress()))
          .isEqualTo(
              List.of(
                  JobState.SUCCEEDED,
                  new JobView.Progress(4, 4L, "4 entries of 2 records are intact")));
    }
  }

  private AuditReport verified() {
    return AuditVerification.of(new ListedTrail(), List.of(new ListedLeads()), n -> {});
  }

  private static AuditEntry with(
      AuditEntry e, Subject subject, long position, String action, String hash) {
    return new AuditEntry(
        e.id(),
        subject,
        position,
        e.at(),
        e.actorKind(),
        e.actorId(),
        e.actorName(),
        action,
        e.changes(),
        e.requestId(),
        e.cause(),
        e.previousHash(),
        hash);
  }

  /** The trail as somebody may have changed it behind the CRM's back. */
  private final class ListedTrail implements AuditStore {

    @Override
    public AuditEntry.Head head(Subject subject) {
      return history(subject, null, 1).stream()
          .findFirst()
          .map(AuditEntry::head)
          .orElse(AuditEntry.Head.START);
    }

    @Override
    public Map<Subject, AuditEntry.Head> heads(Collection<Subject> subjects) {
      return Maps.toMap(Set.copyOf(subjects), this::head);
    }

    @Override
    public Map<Subject, Long> lastBesides(
        Collection<Subject> subjects, UUID actorId, String action) {
      return storage.audit().lastBesides(subjects, actorId, action);
    }

    @Override
    public Map<Subject, Set<String>> touches(Collection<Subject> subjects) {
      return storage.audit().touches(subjects);
    }

    @Override
    public void append(List<AuditEntry> entries) {
      trail.addAll(entries);
    }

    @Override
    public List<AuditEntry> history(Subject subject, @Nullable Long beforePosition, int limit) {
      return trail.reversed().stream()
          .filter(e -> e.subject().equals(subject))
          .limit(limit)
          .toList();
    }

    @Override
    public List<AuditEntry> histories(
        Collection<Subject> subjects, @Nullable UUID beforeEntry, int limit) {
      return trail.reversed().stream()
          .filter(e -> subjects.contains(e.subject()))
          .limit(limit)
          .toList();
    }

    @Override
    public List<AuditEntry> activity(UUID actorId, @Nullable UUID beforeEntry, int limit) {
      return trail.stream().filter(e -> e.actorId().equals(actorId)).limit(limit).toList();
    }

    @Override
    public void eachInChainOrder(Consumer<AuditEntry> visitor) {
      trail.forEach(visitor);
    }
  }

  private final class ListedLeads implements VersionedRecords {

    @Override
    public String type() {
      return "lead";
    }

    @Override
    public List<RecordVersion> versions(@Nullable UUID after, int limit) {
      return after == null ? List.copyOf(leads) : List.of();
    }

    @Override
    public OptionalLong version(UUID id) {
      return leads.stream()
          .filter(v -> v.id().equals(id))
          .mapToLong(RecordVersion::version)
          .findFirst();
    }
  }
}
