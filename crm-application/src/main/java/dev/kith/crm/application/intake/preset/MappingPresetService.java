package dev.kith.crm.application.intake.preset;

import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.intake.preset.MappingPreset;
import dev.kith.crm.domain.intake.preset.MappingPreset.Content;
import dev.kith.crm.domain.intake.preset.MappingPresetId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

final class MappingPresetService implements MappingPresets {

  private static final Permission VIEW = new Permission(Feature.IMPORT, Action.VIEW);

  private static final Changes.Kind<MappingPresetId, MappingPreset> KIND =
      new Changes.Kind<>(
          Feature.IMPORT,
          MappingPreset.class,
          MappingPreset::subjectOf,
          MappingPreset::facts,
          MappingPreset::owner);

  private final Kernel kernel;
  private final Context context;
  private final MappingPresetStore store;
  private final Changes<MappingPresetId, MappingPreset> changes;

  MappingPresetService(Kernel kernel, Context context) {
    this.kernel = kernel;
    this.context = context;
    this.store = kernel.storage().mappingPresets();
    this.changes = new Changes<>(KIND, store, kernel, context);
  }

  @Override
  public Outcome<List<MappingPreset>> list(
      @Nullable PresetOf of, @Nullable String afterName, int limit) {
    return Permits.require(
        context.actor(),
        VIEW,
        () -> Outcome.done(store.list(of, afterName, Math.clamp(limit, 1, LARGEST_LIST))));
  }

  @Override
  public Outcome<MappingPreset> get(MappingPresetId id) {
    return Permits.require(
        context.actor(),
        VIEW,
        () ->
            Outcome.found(
                store.find(id).filter(found -> !found.revision().isDeleted()), () -> notFound(id)));
  }

  @Override
  public Outcome<MappingPreset> save(@Nullable String name, Content content) {
    return changes.create(
        Action.CREATE,
        "import-preset.save",
        List.of(String.valueOf(name), content),
        () ->
            MappingPreset.save(
                new MappingPresetId(kernel.ids().next()),
                name,
                content,
                context.actor().id(),
                kernel.now()));
  }

  @Override
  public Outcome<MappingPreset> saveAnew(
      MappingPresetId id, @Nullable String name, Content content) {
    return change(
        id,
        "import-preset.save-anew",
        List.of(String.valueOf(name), content),
        found -> found.saveAnew(name, content, kernel.now()));
  }

  @Override
  public Outcome<MappingPreset> rename(MappingPresetId id, @Nullable String name) {
    return change(
        id,
        "import-preset.rename",
        String.valueOf(name),
        found -> found.rename(name, kernel.now()));
  }

  @Override
  public Outcome<MappingPreset> delete(MappingPresetId id) {
    return change(id, "import-preset.delete", "", found -> found.delete(kernel.now()));
  }

  /** What is deleted is not there any more; to delete it again changes nothing. */
  private Outcome<MappingPreset> change(
      MappingPresetId id,
      String intention,
      Object command,
      Function<MappingPreset, Outcome<Change<MappingPreset>>> decide) {
    return changes.change(
        id,
        Action.CREATE,
        intention,
        command,
        found ->
            found.revision().isDeleted() && !intention.equals("import-preset.delete")
                ? Outcome.refused(notFound(id))
                : decide.apply(found));
  }

  private static NotFound notFound(MappingPresetId id) {
    return NotFound.of("import-preset", id.value());
  }
}
