// JupyterLab loads prebuilt extensions as containers of module federation: an object with `init`, which is
// handed what JupyterLab shares, and `get`, which gives a module. One card needs no more, and no build.
globalThis._JUPYTERLAB = globalThis._JUPYTERLAB || {};
(() => {
  let shared;
  const offered = async (name) => (await Object.values(shared[name])[0].get())();
  const ICON =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="3" fill="#12436d"/>' +
    '<path d="M5 18V11h3v7zm5.5 0V6h3v12zM16 18v-4h3v4z" fill="#fff"/></svg>';

  const extension = async () => {
    if (!shared["@jupyterlab/launcher"]) return { id: "copmetrics:launcher", activate: () => {} };  // an app, no JupyterLab
    const [{ ILauncher }, { PageConfig }, { LabIcon }] = await Promise.all(
      ["@jupyterlab/launcher", "@jupyterlab/coreutils", "@jupyterlab/ui-components"].map(offered),
    );
    const command = "copmetrics:desk";
    return {
      id: "copmetrics:launcher",
      description: "Opens the desk from the launcher.",
      autoStart: true,
      optional: [ILauncher],
      activate: (app, launcher) => {
        app.commands.addCommand(command, {
          label: "The desk",
          caption: "From exports to a report that you can sign",
          icon: new LabIcon({ name: "copmetrics:icon", svgstr: ICON }),
          execute: () => window.open(`${PageConfig.getBaseUrl()}copmetrics/desk`, "_blank"),
        });
        launcher?.add({ command, category: "copmetrics", rank: 1 });
      },
    };
  };

  _JUPYTERLAB.copmetrics = {
    init: (scope) => { shared = scope; },
    get: async () => { const plugin = await extension(); return () => ({ __esModule: true, default: plugin }); },
  };
})();
