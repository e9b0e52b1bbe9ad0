package dev.kith.crm.http.kernel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.domain.shared.Violation;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ShapeCheckTest {

  @Test
  void half_a_million_unknown_properties_do_not_keep_it_busy() {
    Shape shape =
        Shape.fields(
            "Wide",
            IntStream.range(0, 30)
                .mapToObj(i -> Shape.optional("property" + i, Shape.text(10), "A property"))
                .toArray(Shape.Property[]::new));
    ObjectNode body = Json.object();
    IntStream.range(0, 500_000).forEach(i -> body.put("unknown" + i, i));

    List<Violation> violations =
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> ShapeCheck.violations(shape, body));

    assertThat(violations).hasSize(200);
  }
}
