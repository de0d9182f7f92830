const limitMs = 180_000;

/** Runs what measures one peer and closes what it opened; where it breaks, that is what there is to tell. */
export async function told(measure, { bench, peer }) {
  const opened = [];
  const open = async (options) => {
    const scene = await bench.open(peer, options);
    opened.push(scene);
    return scene;
  };
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${limitMs / 1000} s`)), limitMs);
  });
  try {
    return await Promise.race([measure(open), late]);
  } catch (error) {
    return {
      broken: String(error?.message ?? error)
        .split('\n')[0]
        .slice(0, 200),
    };
  } finally {
    clearTimeout(timer);
    await Promise.all(opened.map((scene) => scene.close()));
  }
}
