import { render } from "solid-js/web";
import { App } from "./app.tsx";
import "./styles/index.css";

// Going back must not bring a page back as it was: its session may have ended meanwhile.
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

const root = document.getElementById("root");
if (root) render(() => <App />, root);
