package dev.kith.crm.persistence.kernel;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.Serializers;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.access.Permission;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes a record of a single scalar as that scalar, and a permission by its code. */
final class ScalarRecords extends SimpleModule {

  private static final Set<Class<?>> SCALARS =
      ImmutableSet.of(
          String.class,
          UUID.class,
          int.class,
          long.class,
          boolean.class,
          Integer.class,
          Long.class,
          Boolean.class,
          BigDecimal.class,
          Instant.class,
          LocalDate.class);

  ScalarRecords() {
    super("scalar-records");
    addSerializer(Permission.class, new PermissionWriter());
    addDeserializer(Permission.class, new PermissionReader());
    addKeySerializer(Permission.class, new PermissionKeyWriter());
    addKeyDeserializer(Permission.class, new PermissionKeyReader());
  }

  @Override
  public void setupModule(SetupContext context) {
    super.setupModule(context);
    context.addSerializers(new Writers());
    context.addDeserializers(new Readers());
  }

  /**
   * A record whose only component is a scalar; variants of sealed interfaces are objects all the
   * same.
   */
  private static @Nullable RecordComponent scalarOf(Class<?> type) {
    if (!type.isRecord()
        || StoredNames.VARIANTS.containsValue(type)
        || StoredNames.EVENTS.containsValue(type)) {
      return null;
    }
    RecordComponent[] components = type.getRecordComponents();
    return components.length == 1 && SCALARS.contains(components[0].getType())
        ? components[0]
        : null;
  }

  private static final class Writers extends Serializers.Base {
    @Override
    public @Nullable JsonSerializer<?> findSerializer(
        SerializationConfig config, JavaType type, BeanDescription description) {
      RecordComponent scalar = scalarOf(type.getRawClass());
      return scalar == null ? null : new Writer(scalar);
    }
  }

  private static final class Readers extends Deserializers.Base {
    @Override
    public @Nullable JsonDeserializer<?> findBeanDeserializer(
        JavaType type, DeserializationConfig config, BeanDescription description) {
      RecordComponent scalar = scalarOf(type.getRawClass());
      return scalar == null ? null : new Reader(type.getRawClass(), scalar.getType());
    }

    @Override
    public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
      return scalarOf(type) != null;
    }
  }

  private static final class Writer extends JsonSerializer<Object> {
    private final RecordComponent component;

    Writer(RecordComponent component) {
      this.component = component;
      component.getAccessor().setAccessible(true);
    }

    @Override
    public void serialize(Object value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      try {
        provider.defaultSerializeValue(component.getAccessor().invoke(value), out);
      } catch (ReflectiveOperationException e) {
        throw new IOException(e);
      }
    }
  }

  private static final class Reader extends JsonDeserializer<Object> {
    private final Constructor<?> constructor;
    private final Class<?> scalar;

    Reader(Class<?> type, Class<?> scalar) {
      this.scalar = scalar;
      try {
        this.constructor = type.getDeclaredConstructor(scalar);
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException(e);
      }
      constructor.setAccessible(true);
    }

    @Override
    public Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
      try {
        return constructor.newInstance(context.readValue(in, scalar));
      } catch (ReflectiveOperationException e) {
        throw new IOException(e);
      }
    }
  }

  private static Permission permission(String code) {
    return Permission.named(code)
        .orElseThrow(() -> new IllegalStateException("no permission " + code));
  }

  private static final class PermissionWriter extends JsonSerializer<Permission> {
    @Override
    public void serialize(Permission value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.code());
    }
  }

  private static final class PermissionReader extends JsonDeserializer<Permission> {
    @Override
    public Permission deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      return permission(in.getText());
    }
  }

  private static final class PermissionKeyWriter extends JsonSerializer<Permission> {
    @Override
    public void serialize(Permission value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeFieldName(value.code());
    }
  }

  private static final class PermissionKeyReader extends KeyDeserializer {
    @Override
    public Object deserializeKey(String key, DeserializationContext context) {
      return permission(key);
    }
  }
}
