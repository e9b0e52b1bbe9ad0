package dev.kith.crm.http.lead;

import com.google.common.base.Enums;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.intake.duplicates.DuplicateCheck;
import dev.kith.crm.application.intake.enrichment.Enrichments.Enriched;
import dev.kith.crm.application.intake.enrichment.Enrichments.Wish;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.intake.duplicates.MatchDecision;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.intake.enrichment.FillMode;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadRefusal;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.lead.Tags;
import dev.kith.crm.domain.shared.CommonRefusal;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.assignment.Sharing;
import dev.kith.crm.http.intake.duplicates.AlikeWarning;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The forms that make and change leads. */
final class LeadForms {

  private static final LocalTime START_OF_DAY = LocalTime.of(6, 0);

  private LeadForms() {}

  static void addTo(PageRoutes routes) {
    routes.get(
        "/leads/new", visit -> show(visit, 200, LeadForm.blank(visit.owners(), hidden(visit))));
    routes.post("/leads/new", LeadForms::capture);
    routes.post("/leads/check", LeadFieldCheck::answer);
    routes.post("/leads/alike", visit -> alikeNow(visit, null));
    routes.post(
        "/leads/{id}/alike", visit -> LeadPages.onLead(visit, lead -> alikeNow(visit, lead.id())));
    routes.get(
        "/leads/{id}/edit",
        visit ->
            LeadPages.onLead(visit, lead -> show(visit, 200, LeadForm.of(lead, hidden(visit)))));
    routes.post("/leads/{id}/edit", LeadForms::edit);
    routes.post("/leads/{id}/notes", visit -> act(visit, Notice.LEAD_NOTED, LeadForms::note));
    routes.post("/leads/{id}/tag", visit -> act(visit, Notice.LEAD_TAGGED, LeadForms::tag));
    routes.post("/leads/{id}/untag", visit -> act(visit, Notice.LEAD_UNTAGGED, LeadForms::untag));
    routes.post(
        "/leads/{id}/consents",
        visit -> act(visit, Notice.CONSENT_RECORDED, LeadConsents::record, LeadConsents::problems));
    routes.post(
        "/leads/{id}/owner",
        visit -> act(visit, Sharing.notice(visit, Notice.LEAD_ASSIGNED), LeadForms::assign));
    routes.post("/leads/{id}/status", visit -> act(visit, Notice.LEAD_MOVED, LeadForms::move));
    routes.post("/leads/{id}/enrich", LeadForms::enrich);
    routes.post(
        "/leads/{id}/score",
        visit -> act(visit, Notice.SCORE_SET, LeadScoreCard::set, LeadScoreCard::problems));
    routes.post(
        "/leads/{id}/score/clear",
        visit ->
            act(
                visit,
                Notice.SCORE_CLEARED,
                (v, lead) -> v.crm().leadScores().clearOverride(lead.id())));
    routes.post(
        "/leads/{id}/awards",
        visit -> act(visit, Notice.POINTS_AWARDED, LeadAwards::give, LeadAwards::problems));
    routes.post(
        "/leads/{id}/awards/withdraw",
        visit ->
            act(
                visit,
                Notice.AWARD_WITHDRAWN,
                LeadAwards::withdraw,
                refusal -> LeadAwards.withdrawalProblems(visit, refusal)));
    routes.post(
        "/leads/{id}/delete",
        visit -> act(visit, Notice.LEAD_DELETED, (v, lead) -> v.crm().leads().delete(lead.id())));
    routes.post(
        "/leads/{id}/restore",
        visit -> act(visit, Notice.LEAD_RESTORED, (v, lead) -> v.crm().leads().restore(lead.id())));
  }

  private static void show(Visit visit, int status, LeadForm form) {
    LeadView lead = form.lead();
    visit.show(
        status,
        "lead/form.jte",
        lead == null ? "New lead" : "Edit " + lead.displayName(),
        Section.LEADS,
        form);
  }

  private static void capture(Visit visit) {
    LeadDraft draft = new LeadDraft(LeadForm.read(visit.form(), ""));
    DuplicateCheck alike = alike(visit, draft);
    if (alike.decision() != MatchDecision.NONE) {
      show(visit, 409, LeadForm.suspected(visit.form(), hidden(visit), visit.owners(), alike));
      return;
    }
    Outcome<Lead> captured =
        owner(visit)
            .then(owner -> visit.crm().leads().capture(new Leads.Capture(draft, owner.id())));
    switch (captured) {
      case Outcome.Done<Lead>(var lead) -> visit.go("/leads/" + lead.id(), Notice.LEAD_CAPTURED);
      case Outcome.Refused<Lead>(var refusal) ->
          show(
              visit,
              Visit.statusOf(refusal),
              LeadForm.again(null, visit.form(), hidden(visit), visit.owners(), atField(refusal)));
    }
  }

  /**
   * What a good draft looks like, once: who saves it anyway is not asked again. That an address is
   * taken shows at the field itself.
   */
  private static DuplicateCheck alike(Visit visit, LeadDraft draft) {
    boolean asked = !visit.form("anyway").isEmpty();
    return !asked
            && visit.crm().leads().problemsOf(draft).isEmpty()
            && visit.crm().duplicates().check(draft)
                instanceof Outcome.Done<DuplicateCheck>(var check)
            && check.matches().stream().noneMatch(LeadForms::hasSameAddress)
        ? check
        : DuplicateCheck.NOTHING;
  }

  private static void alikeNow(Visit visit, @Nullable LeadId lead) {
    LeadDraft draft = new LeadDraft(LeadForm.read(visit.form(), ""));
    AlikeWarning.answer(
        visit,
        Section.LEADS,
        MergeKind.LEAD,
        lead == null ? null : lead.value(),
        visit.crm().duplicates().whileWriting(draft, lead));
  }

  private static boolean hasSameAddress(DuplicateCheck.Match match) {
    return match.reasons().stream()
        .anyMatch(r -> r.field().equals(LeadField.EMAIL.code()) && r.similarity() == 1);
  }

  private static void edit(Visit visit) {
    LeadPages.onLead(
        visit,
        lead -> {
          var changes = LeadForm.changes(visit.form());
          Workspace crm = visit.number("version").map(visit.crm()::expecting).orElseGet(visit::crm);
          switch (crm.leads().edit(lead.id(), new Leads.Edit(changes))) {
            case Outcome.Done<Lead> done -> visit.go("/leads/" + lead.id(), Notice.LEAD_SAVED);
            case Outcome.Refused<Lead>(StaleVersion stale) ->
                show(visit, 409, LeadForm.merged(lead, visit.form(), hidden(visit)));
            case Outcome.Refused<Lead>(var refusal) ->
                show(
                    visit,
                    Visit.statusOf(refusal),
                    LeadForm.again(
                        lead, visit.form(), hidden(visit), visit.owners(), atField(refusal)));
          }
        });
  }

  /** Does something with a lead and shows it again; a refusal stands above it. */
  private static void act(
      Visit visit, Notice done, BiFunction<Visit, LeadView, ? extends Outcome<?>> action) {
    act(visit, done, action, Problems::of);
  }

  private static void act(
      Visit visit,
      Notice done,
      BiFunction<Visit, LeadView, ? extends Outcome<?>> action,
      Function<Refusal, Problems> problems) {
    LeadPages.onLead(
        visit,
        lead -> {
          switch (action.apply(visit, lead)) {
            case Outcome.Done<?> d -> visit.go("/leads/" + lead.id(), done);
            case Outcome.Refused<?>(var refusal) ->
                refused(visit, lead, refusal, problems.apply(refusal));
          }
        });
  }

  private static void refused(Visit visit, LeadView lead, Refusal refusal, Problems problems) {
    visit.show(
        Visit.statusOf(refusal),
        "lead/detail.jte",
        lead.displayName(),
        Section.LEADS,
        LeadPages.page(visit, lead, problems));
  }

  private static void enrich(Visit visit) {
    Wish wish =
        Enums.getIfPresent(FillMode.class, visit.form("mode"))
            .transform(Wish.USUAL::mode)
            .or(Wish.USUAL);
    LeadPages.onLead(
        visit,
        lead -> {
          switch (visit.crm().enrichments().enrich(lead.id(), wish)) {
            case Outcome.Done<Enriched>(var enriched) ->
                visit.go("/leads/" + lead.id(), outcomeOf(enriched));
            case Outcome.Refused<Enriched>(var refusal) ->
                refused(visit, lead, refusal, Problems.of(refusal));
          }
        });
  }

  private static Notice outcomeOf(Enriched enriched) {
    if (!enriched.filled().isEmpty()) {
      return Notice.LEAD_ENRICHED;
    }
    return enriched.silent().isEmpty() ? Notice.LEAD_NOT_ENRICHED : Notice.SOURCES_SILENT;
  }

  private static Outcome<Lead> note(Visit visit, LeadView lead) {
    return visit.crm().leads().note(lead.id(), visit.form("text"));
  }

  private static Outcome<Lead> tag(Visit visit, LeadView lead) {
    return visit.crm().leads().tag(lead.id(), Tags.apart(visit.form("tags")));
  }

  private static Outcome<Lead> untag(Visit visit, LeadView lead) {
    return visit.crm().leads().untag(lead.id(), Tags.apart(visit.form("tags")));
  }

  private static Outcome<Lead> assign(Visit visit, LeadView lead) {
    Leads leads = visit.crm().leads();
    return Sharing.isPool(visit)
        ? Sharing.fromPool(visit, pool -> leads.assignFrom(lead.id(), pool))
        : owner(visit).then(owner -> leads.assign(lead.id(), owner.id()));
  }

  /** An owner that may be nobody. */
  private record Owner(@Nullable UserId id) {}

  private static Outcome<Owner> owner(Visit visit) {
    String text = visit.form("owner");
    return switch (text) {
      case "", "nobody" -> Outcome.done(new Owner(null));
      case "me" -> Outcome.done(new Owner(visit.actor().id()));
      default -> {
        try {
          yield Outcome.done(new Owner(new UserId(UUID.fromString(text))));
        } catch (IllegalArgumentException e) {
          yield Outcome.refused(
              Invalid.of(Violation.at("owner", "syntax", "Choose one of the owners in the list.")));
        }
      }
    };
  }

  private static Outcome<Lead> move(Visit visit, LeadView lead) {
    Leads leads = visit.number("version").map(visit.crm()::expecting).orElseGet(visit::crm).leads();
    return switch (visit.form("to")) {
      case "WORKING" -> leads.startWork(lead.id());
      case "NURTURING" -> leads.nurture(lead.id());
      case "QUALIFIED" -> leads.qualify(lead.id());
      case "DISQUALIFIED" ->
          reason(visit).then(reason -> leads.disqualify(lead.id(), reason, visit.form("comment")));
      case "RECYCLED" ->
          until(visit)
              .then(day ->
                  leads.recycle(lead.id(), day.atTime(START_OF_DAY).toInstant(ZoneOffset.UTC)));
      default ->
          Outcome.refused(
              Invalid.of(Violation.at("to", "not-one-of", "Choose one of the steps on the page.")));
    };
  }

  private static Outcome<LeadStatus.Reason> reason(Visit visit) {
    Optional<LeadStatus.Reason> reason =
        Arrays.stream(LeadStatus.Reason.values())
            .filter(r -> r.name().equals(visit.form("reason")))
            .findFirst();
    return reason
        .map(Outcome::done)
        .orElseGet(() ->
            Outcome.refused(Invalid.of(Violation.at("reason", "required", "Choose a reason."))));
  }

  private static Outcome<LocalDate> until(Visit visit) {
    try {
      return Outcome.done(LocalDate.parse(visit.form("until")));
    } catch (DateTimeParseException e) {
      return Outcome.refused(
          Invalid.of(Violation.at("until", "syntax", "Say the day on which the lead comes back.")));
    }
  }

  /** Some refusals belong to a field of the form, though the port does not know forms. */
  private static Refusal atField(Refusal refusal) {
    Function<String, Refusal> at =
        field -> Invalid.of(Violation.at(field, refusal.code(), refusal.detail()));
    return switch (refusal) {
      case LeadRefusal.EmailTaken taken -> at.apply("email");
      case LeadRefusal.ExternalIdTaken taken -> at.apply("externalId");
      case CommonRefusal.UnknownOwner unknown -> at.apply("owner");
      default -> refusal;
    };
  }

  private static Set<String> hidden(Visit visit) {
    return visit.actor().grants().maskedFieldsOf(Feature.LEAD);
  }
}
