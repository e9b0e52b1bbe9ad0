package dev.kith.crm.http.kernel;

import com.google.common.base.CaseFormat;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Operations such as {@code POST /leads/{id}:assign}: each changes a record at the version that
 * If-Match names, and answers it as it is then.
 *
 * @param record what it is called, with a capital letter, as in {@code Lead}
 * @param path of all records
 * @param shape of the answer
 * @param problems that every step can meet
 */
public record RecordSteps<I, R>(
    String record,
    String path,
    String tag,
    Shape.Fields shape,
    List<String> problems,
    Function<Call, I> id,
    BiFunction<Call, Outcome<R>, Outcome<Reply>> shown) {

  /**
   * @param name in the address, such as {@code start-work}
   * @param body what the step needs; null for nothing
   */
  public Route step(
      String name,
      String summary,
      Shape.@Nullable Fields body,
      BiFunction<Call, I, Outcome<R>> act,
      String... codes) {
    String verb = CaseFormat.LOWER_HYPHEN.to(CaseFormat.LOWER_CAMEL, name);
    Route.Draft draft =
        Route.post(path + "/{id}:" + name, verb + record)
            .says(tag, summary)
            .versioned()
            .answers(200, shape, "The " + record.toLowerCase(Locale.ROOT) + " as it is now")
            .refuses(problems.toArray(String[]::new))
            .refuses(codes);
    if (body != null) {
      draft.body(body);
    }
    return draft.handledBy(call -> shown.apply(call, act.apply(call, id.apply(call))));
  }
}
