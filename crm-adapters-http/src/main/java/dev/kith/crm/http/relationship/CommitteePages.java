package dev.kith.crm.http.relationship;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.relationship.Committees;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.relationship.CommitteeTemplate;
import dev.kith.crm.domain.relationship.ContactRole;
import dev.kith.crm.domain.relationship.RoleCatalogue;
import dev.kith.crm.domain.relationship.StageNeeds;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.SavedForm;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which roles the stages of pipelines need, to be looked at or edited. */
public final class CommitteePages {

  private static final String PATH = "/contact-roles/stages";

  private CommitteePages() {}

  /**
   * @param chosen fields of the roles that are needed
   */
  record NeedsPage(
      List<Pipeline> pipelines,
      List<ContactRole> roles,
      Set<String> chosen,
      long version,
      boolean changeable,
      Problems problems) {

    NeedsPage {
      pipelines = ImmutableList.copyOf(pipelines);
      roles = ImmutableList.copyOf(roles);
      chosen = ImmutableSet.copyOf(chosen);
    }

    static String field(Pipeline pipeline, Stage stage, ContactRole role) {
      return pipeline.id() + " " + stage.key() + " " + role.key();
    }

    boolean isChosen(Pipeline pipeline, Stage stage, ContactRole role) {
      return chosen.contains(field(pipeline, stage, role));
    }
  }

  public static void addTo(PageRoutes routes) {
    routes.get(
        PATH,
        visit ->
            visit.with(
                committees(visit).template(),
                template ->
                    show(
                        visit,
                        200,
                        chosen(visit, template),
                        template.revision().version(),
                        Problems.NONE)));
    routes.post(PATH, CommitteePages::save);
  }

  private static Set<String> chosen(Visit visit, CommitteeTemplate template) {
    List<ContactRole> roles = roles(visit);
    return pipelines(visit).stream()
        .flatMap(pipeline ->
            pipeline.stages().stream()
                .flatMap(stage ->
                    roles.stream()
                        .filter(role ->
                            template.terms().of(pipeline.id(), stage.key()).contains(role.key()))
                        .map(role -> NeedsPage.field(pipeline, stage, role))))
        .collect(Collectors.toSet());
  }

  private static void save(Visit visit) {
    Set<String> chosen = visit.form().keySet();
    long version = visit.number("version").orElse(0L);
    Outcome<CommitteeTemplate> saved =
        committees(visit)
            .template()
            .then(template -> {
              var terms = template.terms();
              for (Pipeline pipeline : pipelines(visit)) {
                terms = terms.with(pipeline.id(), needs(visit, pipeline, chosen));
              }
              return visit.crm().expecting(version).contactRoles().committees().set(terms);
            });
    SavedForm.answer(
        saved,
        version,
        done -> visit.go(PATH, Notice.COMMITTEE_SAVED),
        "Somebody changed this meanwhile. Save again to replace theirs.",
        Problems::of,
        (status, seen, problems) -> show(visit, status, chosen, seen, problems));
  }

  /** Of its open stages; what is decided needs nobody any more. */
  private static List<StageNeeds> needs(Visit visit, Pipeline pipeline, Set<String> chosen) {
    List<ContactRole> roles = roles(visit);
    return pipeline.stages().stream()
        .filter(Stage::isOpen)
        .map(stage ->
            new StageNeeds(
                pipeline.id(),
                stage.key(),
                roles.stream()
                    .filter(role -> chosen.contains(NeedsPage.field(pipeline, stage, role)))
                    .map(ContactRole::key)
                    .toList()))
        .toList();
  }

  private static void show(
      Visit visit, int status, Set<String> chosen, long version, Problems problems) {
    visit.show(
        status,
        "relationship/needs.jte",
        "Roles by stage",
        Section.CONTACT_ROLES,
        new NeedsPage(pipelines(visit), roles(visit), chosen, version, mayChange(visit), problems));
  }

  private static List<Pipeline> pipelines(Visit visit) {
    return visit.crm().pipelines().list().orElse(List.of());
  }

  private static List<ContactRole> roles(Visit visit) {
    return visit.crm().contactRoles().catalogue().get()
            instanceof Outcome.Done<RoleCatalogue>(var catalogue)
        ? catalogue.terms().fitting(TargetKind.OPPORTUNITY)
        : List.of();
  }

  private static boolean mayChange(Visit visit) {
    return visit.mayAdministerAll(Feature.OPPORTUNITY);
  }

  private static Committees committees(Visit visit) {
    return visit.crm().contactRoles().committees();
  }
}
