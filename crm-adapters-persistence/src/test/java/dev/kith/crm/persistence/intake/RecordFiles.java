package dev.kith.crm.persistence.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.intake.ImportView;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.intake.RecordMapping;
import dev.kith.crm.domain.intake.source.Declared;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.product.ProductDraft;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;

/** Files of accounts and of deals with them, some rows of which are wrong. */
final class RecordFiles {

  /** So many accounts there are, each of which many deals name. */
  static final int ACCOUNTS = 200;

  private RecordFiles() {}

  static void accounts(Crm crm) {
    StringBuilder file = new StringBuilder("name,externalId,domains,parent\n");
    for (int i = 0; i < ACCOUNTS; i++) {
      file.append("Company ").append(i).append(",A").append(i);
      file.append(",company-").append(i).append(".example,");
      file.append(i % 10 == 0 ? "" : "Company " + i / 10 * 10).append('\n');
    }
    begun(crm, RecordKind.ACCOUNT, Map.of(), file.toString());
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

  private static ImportId begun(Crm crm, RecordKind kind, Map<String, String> every, String file) {
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
    imports.start(uploaded.id()).orElseThrow();
    return uploaded.id();
  }
}
