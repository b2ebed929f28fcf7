import type { WebNoun } from "../actions/noun.ts";

export const importNoun: WebNoun<"import"> = {
  label: "Imports",
  kindNames: {
    "import.proposed": "Uploaded or fetched",
    "import.replaced": "Replaced by a newer one",
    "import.decided": "Decided",
    "import.asked": "Waits for a second admin",
    "import.started": "Begun",
    "import.advanced": "Under way",
    "import.applied": "Applied",
    "import.stopped": "Stopped",
  },
  placeOf: () => "mis",
};
