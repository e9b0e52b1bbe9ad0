package dev.kith.crm.http.conversion;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.contact.ContactView;
import dev.kith.crm.application.conversion.Conversions.Choice;
import dev.kith.crm.application.conversion.Conversions.Convert;
import dev.kith.crm.application.conversion.Conversions.Converted;
import dev.kith.crm.application.conversion.Conversions.Deal;
import dev.kith.crm.application.conversion.Conversions.Preview;
import dev.kith.crm.application.conversion.Conversions.Way;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.conversion.Target;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.relationship.ContactRole;
import dev.kith.crm.domain.relationship.RoleCatalogue;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.account.NamedAccount;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Person;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where somebody decides what becomes of a lead, and sees before what that will be. */
final class ConvertPages {

  /** Fields that can be written in place of what the mapping fills, by what they are of. */
  private static final Map<Target, List<String>> WRITTEN =
      Map.of(
          Target.ACCOUNT, List.of("name"),
          Target.CONTACT, List.of("givenName", "familyName"),
          Target.OPPORTUNITY, List.of("name", "amount", "currency", "closeDate"));

  private ConvertPages() {}

  static void addTo(PageRoutes routes) {
    routes.get("/leads/{id}/convert", visit -> on(visit, lead -> preview(visit, lead)));
    routes.post(
        "/leads/{id}/convert",
        visit ->
            on(
                visit,
                lead -> {
                  if (visit.form("act").equals("convert")) {
                    convert(visit, lead);
                  } else {
                    preview(visit, lead);
                  }
                }));
  }

  private static void on(Visit visit, Consumer<LeadView> next) {
    visit.on(LeadId::new, visit.crm().leadQueries()::get, next);
  }

  private static void preview(Visit visit, LeadView lead) {
    Checks checks = new Checks();
    Convert command = command(visit, lead, checks);
    visit.with(
        visit.crm().conversions().preview(command),
        preview -> {
          if (preview.already() != null) {
            visit.go("/conversions/" + preview.already().id());
          } else {
            show(visit, 200, lead, preview, told(checks.violations()));
          }
        });
  }

  private static void convert(Visit visit, LeadView lead) {
    Checks checks = new Checks();
    Convert command = command(visit, lead, checks);
    if (!checks.passed()) {
      refused(visit, lead, command, 422, told(checks.violations()));
      return;
    }
    Workspace crm =
        visit.number("version").map(version -> visit.crm().expecting(version)).orElse(visit.crm());
    switch (crm.conversions().convert(command)) {
      case Outcome.Done<Converted>(var converted) ->
          visit.go("/leads/" + lead.id(), Notice.LEAD_CONVERTED);
      case Outcome.Refused<Converted>(var refusal) ->
          refused(
              visit,
              lead,
              command,
              Visit.statusOf(refusal),
              refusal.violations().isEmpty() ? Problems.of(refusal) : told(refusal.violations()));
    }
  }

  /** What is in the way stands at the fields; what would be done is shown again. */
  private static void refused(
      Visit visit, LeadView lead, Convert command, int status, Problems problems) {
    show(visit, status, lead, visit.crm().conversions().preview(command).orNull(), problems);
  }

  private static Problems told(List<Violation> violations) {
    return violations.isEmpty()
        ? Problems.NONE
        : Problems.of(
            new Invalid(
                violations.stream()
                    .map(v ->
                        v.pointer().indexOf('/', 1) < 0
                            ? v
                            : Violation.at(
                                v.pointer().substring(1).replace("/fields/", ".").replace('/', '.'),
                                v.code(),
                                v.message()))
                    .toList()));
  }

  private static void show(
      Visit visit, int status, LeadView lead, @Nullable Preview preview, Problems problems) {
    List<Person> owners =
        visit.reaching(Feature.LEAD, lead.owner()).contains(Action.ASSIGN)
            ? visit.owners()
            : List.of();
    visit.show(
        status,
        "conversion/convert.jte",
        "Convert " + lead.displayName(),
        Section.LEADS,
        new ConvertForm(
            lead,
            visit.form(),
            preview,
            visit.crm().pipelines().list().orElse(List.of()),
            owners,
            roles(visit),
            problems));
  }

  private static List<ContactRole> roles(Visit visit) {
    return visit.crm().contactRoles().catalogue().get()
            instanceof Outcome.Done<RoleCatalogue>(var all)
        ? all.terms().roles().stream()
            .filter(role -> !role.retired() && role.fits(TargetKind.OPPORTUNITY))
            .toList()
        : List.of();
  }

  private static Convert command(Visit visit, LeadView lead, Checks checks) {
    return new Convert(
        lead.id(),
        choice(visit, Target.ACCOUNT, checks),
        choice(visit, Target.CONTACT, checks),
        visit.form("open").equals("yes") ? deal(visit) : null,
        visit.formIds("owner").stream().findFirst().map(UserId::new).orElse(null),
        visit.form("resolution").isEmpty() ? null : visit.form("resolution"));
  }

  private static Choice choice(Visit visit, Target target, Checks checks) {
    String chosen = visit.form(target.code());
    UUID id = ShapeCheck.uuid(chosen).orElse(null);
    if (chosen.equals(ConvertForm.OTHER)) {
      return new Choice(Way.LINK, other(visit, target, checks), Map.of());
    }
    if (id != null) {
      return Choice.link(id);
    }
    Way way =
        switch (chosen) {
          case "CREATE" -> Way.CREATE;
          case "NONE" -> Way.NONE;
          default -> Way.MATCH;
        };
    return new Choice(way, null, written(visit, target));
  }

  private static Map<String, String> written(Visit visit, Target target) {
    Map<String, String> written = new LinkedHashMap<>();
    for (String field : WRITTEN.getOrDefault(target, List.of())) {
      String text = visit.form(target.code() + "." + field);
      if (!text.isBlank()) {
        written.put(field, text);
      }
    }
    return written;
  }

  static Deal deal(Visit visit) {
    String[] place = visit.form("place").split(" ", 2);
    PipelineId pipeline = ShapeCheck.uuid(place[0]).map(PipelineId::new).orElse(null);
    String role = visit.form("contactRole");
    return new Deal(
        pipeline,
        place.length > 1 ? place[1] : null,
        role.isEmpty() ? null : role,
        written(visit, Target.OPPORTUNITY));
  }

  private static @Nullable UUID other(Visit visit, Target target, Checks checks) {
    String field = target.code() + "Other";
    String text = visit.form(field);
    if (text.isBlank()) {
      checks.add(field, "required", "Say which one is to be linked.");
      return null;
    }
    if (target == Target.ACCOUNT) {
      String id = NamedAccount.id(visit, checks, field, "unknown-account", text);
      return id == null ? null : UUID.fromString(id);
    }
    return ShapeCheck.uuid(text.strip()).orElseGet(() -> contact(visit, field, text, checks));
  }

  private static @Nullable UUID contact(Visit visit, String field, String text, Checks checks) {
    ListQuery query =
        ListQuery.all(visit.crm().contactQueries().fields())
            .where(
                new Filter.Or(
                    List.of(
                        new Filter.Compare("name", Filter.Op.EQ, List.of(text.strip())),
                        new Filter.Compare("emails", Filter.Op.EQ, List.of(text.strip())))))
            .limitedTo(2);
    List<ContactView> found =
        visit.crm().contactQueries().list(query)
                instanceof Outcome.Done<Page<ContactView>>(var page)
            ? page.items()
            : List.of();
    if (found.size() == 1) {
      return found.getFirst().id().value();
    }
    checks.add(
        field,
        found.isEmpty() ? "unknown-contact" : "several",
        found.isEmpty()
            ? "No contact is called so."
            : "Several contacts are called so; write down an e-mail address.");
    return null;
  }
}
