import java.lang.reflect.InvocationTargetException;

/** Runs the main methods of the named classes one after the other in this process; one that throws is reported. */
public class Launcher {
    public static void main(String[] names) throws Exception {
        for (String name : names) {
            try {
                Class.forName(name).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
            } catch (InvocationTargetException thrown) {
                System.err.println(name + ": " + thrown.getCause());
            }
        }
        System.exit(0);
    }
}
