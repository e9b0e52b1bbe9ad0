package dev.kith.crm.persistence.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.Lists;
import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.intake.ImportView;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.opportunity.OpportunityFields;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.intake.RecordMapping;
import dev.kith.crm.domain.intake.source.Declared;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.OpportunityLine;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.product.ProductDraft;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Files of accounts and of deals with them, some rows of which are wrong. */
final class RecordFiles {

  /** So many accounts there are, each of which many deals name. */
  static final int ACCOUNTS = 200;

  private RecordFiles() {}

  static ImportId accounts(Crm crm) {
    StringBuilder file = new StringBuilder("name,externalId,domains,parent\n");
    for (int i = 0; i < ACCOUNTS; i++) {
      file.append("Company ").append(i).append(",A").append(i);
      file.append(",company-").append(i).append(".example,");
      file.append(i % 10 == 0 ? "" : "Company " + i / 10 * 10).append('\n');
    }
    ImportId accounts = begun(crm, RecordKind.ACCOUNT, Map.of(), file.toString());
    crm.runDue();
    crm.as(Actor.SYSTEM)
        .products()
        .list(ProductDraft.of("G-1", "GTX Pro", new ProductDraft.Price("12.50", "EUR")))
        .orElseThrow();
    crm.as(Actor.SYSTEM)
        .pipelines()
        .setUp(
            new PipelineTerms(
                "Deals",
                List.of(
                    Stage.open("engaging", "Engaging", 50),
                    Stage.won("won", "Won"),
                    Stage.lost("lost", "Lost"))))
        .orElseThrow();
    return accounts;
  }

  /**
   * The same deals a month later, every third of them: they are worth more and have more of the
   * product, and every sixth is won or lost.
   */
  static ImportId later(Crm crm, int rows) {
    StringBuilder file =
        new StringBuilder("externalId,stage,openedOn,closeDate,amount,product,lostReason\n");
    for (int i = 1; i <= rows; i += 3) {
      if (i % 50 == 0) {
        continue;
      }
      file.append("D").append(i).append(i % 2 == 0 ? ",Lost" : ",Engaging");
      file.append(",2025-10-20,").append(i % 2 == 0 ? "2025-12-20" : "").append(",99.50,GTXPro,");
      file.append(i % 2 == 0 ? "No budget" : "").append('\n');
    }
    return begun(
        crm,
        RecordKind.OPPORTUNITY,
        Map.of("currency", "EUR", "pipeline", "Deals", "quantity", "2"),
        file.toString(),
        ConflictPolicy.OVERWRITE);
  }

  /**
   * Every fiftieth is in a stage that there is not; a third are won, with their history; most name
   * the product.
   */
  static ImportId deals(Crm crm, int rows) {
    StringBuilder file =
        new StringBuilder("externalId,name,account,stage,openedOn,closeDate,amount,product\n");
    for (int i = 1; i <= rows; i++) {
      file.append("D").append(i).append(",Deal ").append(i).append(",A").append(i % ACCOUNTS);
      file.append(i % 50 == 0 ? ",Nowhere" : i % 3 == 0 ? ",Won" : ",Engaging");
      file.append(",2025-10-20,").append(i % 3 == 0 ? "2025-11-20" : "").append(",10.50,");
      file.append(i % 4 == 0 ? "" : "GTXPro").append('\n');
    }
    return begun(
        crm,
        RecordKind.OPPORTUNITY,
        Map.of("currency", "EUR", "pipeline", "Deals"),
        file.toString());
  }

  /** Each live deal in a line: where it stands and since when, what it brings, and its lines. */
  static List<String> told(Storage storage) {
    List<OpportunityView> deals = new ArrayList<>();
    storage
        .opportunityReads()
        .each(ListQuery.all(OpportunityFields.CATALOGUE), new Visibility.All(), deals::add);
    Map<OpportunityId, List<OpportunityLine>> lines = new HashMap<>();
    for (var some : Lists.partition(deals, 1_000)) {
      lines.putAll(
          storage.opportunityLines().ofAll(some.stream().map(OpportunityView::id).toList()));
    }
    return deals.stream()
        .map(deal ->
            deal.get(OpportunityField.EXTERNAL_ID)
                + " "
                + deal.where().stage()
                + " since "
                + deal.where().since()
                + " "
                + deal.amount()
                + " "
                + told(lines.getOrDefault(deal.id(), List.of())))
        .sorted()
        .toList();
  }

  /** Without ids, which are others in each run. */
  private static List<String> told(List<OpportunityLine> lines) {
    return lines.stream()
        .map(line -> line.quantity() + " at " + line.unitPrice() + " less " + line.discount())
        .toList();
  }

  private static ImportId begun(Crm crm, RecordKind kind, Map<String, String> every, String file) {
    return begun(crm, kind, every, file, ConflictPolicy.SKIP);
  }

  private static ImportId begun(
      Crm crm, RecordKind kind, Map<String, String> every, String file, ConflictPolicy policy) {
    var imports = crm.as(Actor.SYSTEM).imports();
    ImportView uploaded =
        imports
            .upload(
                kind.plural() + ".csv",
                new ByteArrayInputStream(file.getBytes(UTF_8)),
                Declared.NOTHING.of(kind))
            .orElseThrow();
    imports
        .map(
            uploaded.id(),
            ImportMapping.of(
                new RecordMapping(kind, every),
                ImportMapping.HeaderRow.PRESENT,
                uploaded.mapping().targets()))
        .orElseThrow();
    imports.follow(uploaded.id(), new UpsertRules(Set.of(), policy)).orElseThrow();
    imports.start(uploaded.id()).orElseThrow();
    return uploaded.id();
  }
}
