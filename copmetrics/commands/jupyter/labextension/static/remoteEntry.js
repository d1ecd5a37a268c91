// JupyterLab loads prebuilt extensions as containers of module federation: an object with `init`, which is
// handed what JupyterLab shares, and `get`, which gives a module. Two cards need no more, and no build.
globalThis._JUPYTERLAB = globalThis._JUPYTERLAB || {};
(() => {
  let shared;
  const offered = async (name) => (await Object.values(shared[name])[0].get())();
  const CARDS = [
    { name: "desk", label: "The desk", caption: "From exports to a report that you can sign" },
    { name: "explorer", label: "The explorer", caption: "Follow a question through a community's numbers" },
  ];
  const ICON =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="3" fill="#12436d"/>' +
    '<path d="M5 18V11h3v7zm5.5 0V6h3v12zM16 18v-4h3v4z" fill="#fff"/></svg>';

  const extension = async () => {
    if (!shared["@jupyterlab/launcher"]) return { id: "copmetrics:launcher", activate: () => {} };  // an app, no JupyterLab
    const [{ ILauncher }, { PageConfig }, { LabIcon }] = await Promise.all(
      ["@jupyterlab/launcher", "@jupyterlab/coreutils", "@jupyterlab/ui-components"].map(offered),
    );
    return {
      id: "copmetrics:launcher",
      description: "Opens the desk and the explorer from the launcher.",
      autoStart: true,
      optional: [ILauncher],
      activate: (app, launcher) => {
        const icon = new LabIcon({ name: "copmetrics:icon", svgstr: ICON });
        CARDS.forEach(({ name, label, caption }, rank) => {
          const command = `copmetrics:${name}`;
          const execute = () => window.open(`${PageConfig.getBaseUrl()}copmetrics/${name}`, "_blank");
          app.commands.addCommand(command, { label, caption, icon, execute });
          launcher?.add({ command, category: "copmetrics", rank: rank + 1 });
        });
      },
    };
  };

  _JUPYTERLAB.copmetrics = {
    init: (scope) => { shared = scope; },
    get: async () => { const plugin = await extension(); return () => ({ __esModule: true, default: plugin }); },
  };
})();
