package dev.kith.crm.http.opportunity;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.opportunity.Opportunities;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.opportunity.OpportunityRefusal.ExternalIdTaken;
import dev.kith.crm.domain.opportunity.OpportunityRefusal.UnknownAccount;
import dev.kith.crm.domain.opportunity.OpportunityRefusal.UnknownStage;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.UnknownOwner;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.http.account.NamedAccount;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.SavedForm;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The forms in which opportunities are written down. */
final class OpportunityForms {

  private static final Splitter PLACE = Splitter.on(' ');

  private OpportunityForms() {}

  static void addTo(PageRoutes routes) {
    routes.get("/opportunities/new", OpportunityForms::blank);
    routes.post("/opportunities/new", OpportunityForms::create);
    routes.get(
        "/opportunities/{id}/edit",
        visit ->
            OpportunityPages.onOpportunity(
                visit,
                found ->
                    show(
                        visit,
                        200,
                        found,
                        OpportunityForm.of(found),
                        found.revision().version(),
                        Problems.NONE)));
    routes.post(
        "/opportunities/{id}/edit",
        visit -> OpportunityPages.onOpportunity(visit, found -> edit(visit, found)));
  }

  private static void blank(Visit visit) {
    if (!visit.actor().may(new Permission(Feature.OPPORTUNITY, Action.CREATE))) {
      visit.error(ErrorPage.FORBIDDEN);
      return;
    }
    Map<OpportunityField, String> typed = new LinkedHashMap<>();
    visit
        .queryId("account")
        .map(id -> visit.crm().accountQueries().get(new AccountId(id)))
        .ifPresent(found -> {
          if (found instanceof Outcome.Done<AccountView>(var account)) {
            typed.put(OpportunityField.ACCOUNT, account.displayName());
          }
        });
    show(visit, 200, null, typed, 0, Problems.NONE);
  }

  private static void create(Visit visit) {
    Map<OpportunityField, String> typed = typed(visit);
    UserId owner = ShapeCheck.uuid(visit.form("owner")).map(UserId::new).orElse(null);
    List<String> place = PLACE.splitToList(visit.form("place"));
    PipelineId pipeline = ShapeCheck.uuid(place.getFirst()).map(PipelineId::new).orElse(null);
    String stage = place.size() > 1 ? place.get(1) : null;
    Outcome<Opportunity> created =
        read(visit, typed, null)
            .then(fields -> {
              OpportunityDraft draft = OpportunityDraft.EMPTY;
              for (var field : fields.entrySet()) {
                draft = draft.with(field.getKey(), field.getValue().orElse(null));
              }
              return visit
                  .crm()
                  .opportunities()
                  .create(new Opportunities.Create(draft, owner, pipeline, stage));
            });
    switch (created) {
      case Outcome.Done<Opportunity>(var opportunity) ->
          visit.go("/opportunities/" + opportunity.id(), Notice.OPPORTUNITY_CREATED);
      case Outcome.Refused<Opportunity>(var refusal) ->
          show(visit, Visit.statusOf(refusal), null, typed, 0, problems(refusal));
    }
  }

  private static void edit(Visit visit, OpportunityView found) {
    Map<OpportunityField, String> typed = typed(visit);
    long version = visit.number("version").orElse(0L);
    Outcome<Opportunity> edited =
        read(visit, typed, found)
            .then(fields ->
                visit
                    .crm()
                    .expecting(version)
                    .opportunities()
                    .edit(found.id(), new Opportunities.Edit(fields)));
    SavedForm.answer(
        edited,
        version,
        done -> visit.go("/opportunities/" + found.id(), Notice.OPPORTUNITY_SAVED),
        "Somebody changed the opportunity meanwhile. What you save now replaces theirs.",
        OpportunityForms::problems,
        (status, seen, problems) -> show(visit, status, found, typed, seen, problems));
  }

  /** What the form says of the fields that the person sees; the others are not touched. */
  private static Map<OpportunityField, String> typed(Visit visit) {
    Map<OpportunityField, String> typed = new LinkedHashMap<>();
    var visible = visit.crm().opportunityQueries().fields();
    for (OpportunityField field : OpportunityField.values()) {
      if (visible.find(field.code()).isPresent()) {
        typed.put(field, visit.form(field.code()));
      }
    }
    return typed;
  }

  /** The fields with the id of the account in place of its name. */
  private static Outcome<Map<OpportunityField, Optional<String>>> read(
      Visit visit, Map<OpportunityField, String> typed, @Nullable OpportunityView before) {
    Checks checks = new Checks();
    ImmutableMap.Builder<OpportunityField, Optional<String>> fields = ImmutableMap.builder();
    typed.forEach((field, text) -> {
      String value =
          field == OpportunityField.ACCOUNT ? account(visit, checks, text, before) : text;
      fields.put(field, Optional.ofNullable(value).filter(v -> !v.isBlank()));
    });
    if (!checks.passed()) {
      // Together with what the draft itself has to say.
      OpportunityDraft draft = OpportunityDraft.EMPTY;
      for (var field : typed.entrySet()) {
        if (field.getKey() != OpportunityField.ACCOUNT) {
          draft = draft.with(field.getKey(), field.getValue());
        }
      }
      checks.addAll(visit.crm().opportunities().problemsOf(draft));
    }
    return checks.orRefuse(fields::buildOrThrow);
  }

  private static @Nullable String account(
      Visit visit, Checks checks, String text, @Nullable OpportunityView before) {
    if (text.isBlank()) {
      return null;
    }
    return before != null && text.strip().equals(OpportunityForm.nameOfAccount(before))
        ? before.get(OpportunityField.ACCOUNT)
        : NamedAccount.id(visit, checks, OpportunityField.ACCOUNT.code(), "unknown-account", text);
  }

  /** Some refusals belong to a field of the form, though the port does not know forms. */
  private static Problems problems(Refusal refusal) {
    return switch (refusal) {
      case UnknownAccount unknown -> Problems.at(OpportunityField.ACCOUNT.code(), refusal.detail());
      case ExternalIdTaken taken ->
          Problems.at(OpportunityField.EXTERNAL_ID.code(), refusal.detail());
      case UnknownStage unknown -> Problems.at("place", refusal.detail());
      case UnknownOwner unknown -> Problems.at("owner", refusal.detail());
      default -> Problems.of(refusal);
    };
  }

  private static void show(
      Visit visit,
      int status,
      @Nullable OpportunityView found,
      Map<OpportunityField, String> typed,
      long version,
      Problems problems) {
    visit.show(
        status,
        "opportunity/form.jte",
        found == null ? "New opportunity" : "Edit " + found.displayName(),
        Section.OPPORTUNITIES,
        new OpportunityForm(
            found,
            typed,
            version,
            visit.form("owner"),
            visit.form("place").isEmpty() ? visit.query("place") : visit.form("place"),
            OpportunityPages.pipelines(visit),
            visit.crm().opportunityQueries().fields(),
            visit.owners(),
            visit.actor().may(new Permission(Feature.OPPORTUNITY, Action.ASSIGN)),
            problems));
  }
}
