package dev.kith.crm.persistence.kernel;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Violation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes outcomes. A refusal is kept by what it says, since its class may be gone when it is read.
 */
final class OutcomeJson extends SimpleModule {

  OutcomeJson() {
    super("outcomes");
    addSerializer(Outcome.class, new Writer());
    addSerializer(Refusal.class, new RefusalWriter());
    addDeserializer(Refusal.class, new RefusalReader());
  }

  @Override
  public void setupModule(SetupContext context) {
    super.setupModule(context);
    context.addDeserializers(new Readers());
  }

  /** A refusal read back: it says the same as the one that was stored. */
  record StoredRefusal(
      Kind kind,
      String code,
      String detail,
      @Nullable Map<String, Object> facts,
      @Nullable List<Violation> violations)
      implements Refusal {

    StoredRefusal {
      facts = facts == null ? Map.of() : Map.copyOf(facts);
      violations = violations == null ? List.of() : List.copyOf(violations);
    }

    static StoredRefusal of(Refusal refusal) {
      return new StoredRefusal(
          refusal.kind(), refusal.code(), refusal.detail(), refusal.facts(), refusal.violations());
    }

    @Override
    public Map<String, Object> facts() {
      return facts == null ? Map.of() : facts;
    }

    @Override
    public List<Violation> violations() {
      return violations == null ? List.of() : violations;
    }
  }

  @SuppressWarnings("rawtypes")
  private static final class Writer extends JsonSerializer<Outcome> {
    @Override
    public void serialize(Outcome value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeStartObject();
      Outcome<?> outcome = value;
      switch (outcome) {
        case Outcome.Done<?>(var done) -> provider.defaultSerializeField("done", done, out);
        case Outcome.Refused<?>(var refusal) ->
            provider.defaultSerializeField("refused", refusal, out);
      }
      out.writeEndObject();
    }
  }

  private static final class Readers extends Deserializers.Base {
    @Override
    public @Nullable JsonDeserializer<?> findBeanDeserializer(
        JavaType type, DeserializationConfig config, BeanDescription description) {
      return type.hasRawClass(Outcome.class) ? new Reader(type.containedTypeOrUnknown(0)) : null;
    }

    @Override
    public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
      return type == Outcome.class;
    }
  }

  private static final class Reader extends JsonDeserializer<Outcome<?>> {
    private final JavaType result;

    Reader(JavaType result) {
      this.result = result;
    }

    @Override
    public Outcome<?> deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      String name = in.nextFieldName();
      in.nextToken();
      Outcome<?> outcome =
          "done".equals(name)
              ? Outcome.done(context.readValue(in, result))
              : Outcome.refused(context.readValue(in, StoredRefusal.class));
      if (in.nextToken() != JsonToken.END_OBJECT) {
        throw context.weirdStringException(
            String.valueOf(name), Outcome.class, "one of done and refused");
      }
      return outcome;
    }
  }

  private static final class RefusalWriter extends JsonSerializer<Refusal> {
    @Override
    public void serialize(Refusal value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeStartObject();
      out.writeStringField("kind", value.kind().name());
      out.writeStringField("code", value.code());
      out.writeStringField("detail", value.detail());
      if (!value.facts().isEmpty()) {
        provider.defaultSerializeField("facts", value.facts(), out);
      }
      if (!value.violations().isEmpty()) {
        provider.defaultSerializeField("violations", value.violations(), out);
      }
      out.writeEndObject();
    }
  }

  private static final class RefusalReader extends JsonDeserializer<Refusal> {
    @Override
    public Refusal deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return context.readValue(in, StoredRefusal.class);
    }
  }
}
