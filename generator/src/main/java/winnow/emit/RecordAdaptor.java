package winnow.emit;

import java.lang.reflect.RecordComponent;
import java.util.Optional;
import org.stringtemplate.v4.Interpreter;
import org.stringtemplate.v4.ModelAdaptor;
import org.stringtemplate.v4.ST;
import org.stringtemplate.v4.misc.STNoSuchPropertyException;

/** Lets templates read record components, which StringTemplate cannot by itself; an empty Optional reads as absent. */
final class RecordAdaptor implements ModelAdaptor<Record> {
    @Override
    public Object getProperty(Interpreter interpreter, ST template, Record model, Object property, String propertyName) {
        for (RecordComponent component : model.getClass().getRecordComponents()) {
            if (component.getName().equals(propertyName)) {
                return value(component, model);
            }
        }
        throw new STNoSuchPropertyException(null, model, model.getClass().getName() + "." + propertyName);
    }

    private static Object value(RecordComponent component, Record model) {
        try {
            component.getAccessor().setAccessible(true);
            Object value = component.getAccessor().invoke(model);
            return value instanceof Optional<?> optional ? optional.orElse(null) : value;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("record component " + component, e);
        }
    }
}
